"""Reports that end the process that reads them: words in a text on which `khabar.read` is made to fail, for tests.

`poisoned` gives the environment in which every Python that is started has them.
"""

import os
from pathlib import Path

SRC = str(Path(__file__).parents[3] / "src")
SITE = """
import os, signal, time, khabar
sound = khabar.read
def read(report, **options):
    time.sleep(float(os.environ.get("KHABAR_TEST_SLEEP", "0")))
    if "سم قاتل" in report.text:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "سم بطيء" in report.text:
        while True:
            pass
    if "سم ثقيل" in report.text:
        held = [bytes(50_000_000)]
        while True:
            held.append(bytes(50_000_000) + b"x")
    if "سم نادر" in report.text and not os.path.exists(os.environ["KHABAR_TEST_ONCE"]):
        open(os.environ["KHABAR_TEST_ONCE"], "w").close()
        os.kill(os.getpid(), signal.SIGKILL)
    return sound(report, **options)
khabar.read = read
"""


def poisoned(folder: Path) -> dict[str, str]:
    """Return an environment whose Pythons find the poison; `folder` keeps what they need."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sitecustomize.py").write_text(SITE, "utf-8")
    return dict(os.environ) | {
        "PYTHONPATH": os.pathsep.join([str(folder), SRC]),
        "KHABAR_TEST_ONCE": str(folder / "once"),
        "KHABAR_MODEL": "off",
    }
