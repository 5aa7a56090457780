# The desk in a container. Build: docker build -t khabar .   Run with PostgreSQL: see compose.yaml.
FROM python:3.12-slim AS build
WORKDIR /src
COPY pyproject.toml hatch_build.py constraints.txt README.md LICENSE ./
COPY src ./src
RUN python -m venv /opt/khabar \
 && /opt/khabar/bin/pip install --no-cache-dir --constraint constraints.txt . \
 && /opt/khabar/bin/python -m compileall -q /opt/khabar/lib

FROM python:3.12-slim
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin khabar \
 && install -d -o khabar -g khabar -m 0700 /data
COPY --from=build /opt/khabar /opt/khabar
ENV PATH=/opt/khabar/bin:$PATH \
    KHABAR_DB=/data/khabar.db \
    PYTHONUNBUFFERED=1
USER khabar
WORKDIR /data
VOLUME /data
EXPOSE 8571
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8571/health', timeout=8)"]
# Others can reach it, so it starts only once it has a user: docker run -it … khabar user add NAME
CMD ["khabar", "serve", "--host", "0.0.0.0"]
