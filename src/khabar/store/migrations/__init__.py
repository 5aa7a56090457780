"""The steps that bring an older store up to the present tables (Alembic); run by themselves on opening."""
