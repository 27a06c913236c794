"""What the end-to-end tests share: running the real program in a folder of its own.

The program is named by TREVE, the sources' folder by TREVE_SOURCE; ctest sets both. A run has a time limit, an
environment without colours or terminal, and is checked for the marks of a crash or a sanitizer.
"""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(os.environ.get("TREVE_SOURCE", pathlib.Path(__file__).resolve().parents[2]))
TREVE = os.environ.get("TREVE", str(ROOT / "build" / "treve"))
SAMPLES = ROOT / "samples" / "fr"
LIMIT_S = 240

ARTICLE = """date 2020-10-10

Les ministres arménien et azerbaïdjanais des Affaires étrangères ont conclu vendredi à Moscou un cessez-le-feu \
humanitaire, sous l'égide de la Russie.

Le président turc Recep Tayyip Erdogan a averti mardi la Grèce.
"""
OTHER = """date 2021-05-17

L'armée israélienne a bombardé dimanche la ville de Gaza, tuant dix civils palestiniens.
"""
ENGLISH = """date 2020-10-10

The foreign ministers of Armenia and Azerbaijan agreed on Friday in Moscow to a ceasefire, and the president of Turkey
warned Greece that his country would not accept any further delay in the talks about the islands between them.
"""
GERMAN = """date 2020-10-10

Die Außenminister Armeniens und Aserbaidschans haben sich am Freitag in Moskau auf eine Waffenruhe geeinigt, und der Präsident der
Türkei hat Griechenland davor gewarnt, die Gespräche über die Inseln zwischen ihnen noch weiter zu verzögern.
"""


class Run:
    """What a run gave."""

    def __init__(self, status, out, err):
        self.status, self.out_bytes, self.err_bytes = status, out, err

    @property
    def out(self):
        return self.out_bytes.decode("utf-8")

    @property
    def err(self):
        return self.err_bytes.decode("utf-8")

    @property
    def records(self):
        return [json.loads(line) for line in self.out.splitlines()]


class TreveTest(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="treve-e2e-"))
        self.addCleanup(self.remove)

    def remove(self):
        for path in self.folder.rglob("*"):
            if path.is_dir() and not path.is_symlink():
                path.chmod(0o700)
        shutil.rmtree(self.folder)

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return path

    def treve(self, *args, stdin=b"", status=None, env=None, cwd=None):
        variables = {k: v for k, v in os.environ.items() if k not in ("TREVE_KERNEL", "NO_COLOR", "COLUMNS", "TERM")}
        variables.update(env or {})
        done = subprocess.run([TREVE, *map(str, args)], input=stdin, capture_output=True, timeout=LIMIT_S,
                              cwd=cwd or self.folder, env=variables, check=False)
        run = Run(done.returncode, done.stdout, done.stderr)
        for mark in (b"AddressSanitizer", b"LeakSanitizer", b"runtime error:", b"Assertion"):
            self.assertNotIn(mark, run.err_bytes, f"treve {args}")
        self.assertIn(run.status, (0, 1, 2), f"treve {args}: {run.err_bytes[-500:]!r}")
        if status is not None:
            self.assertEqual(run.status, status, f"treve {args}: {run.err_bytes[-500:]!r}")
        return run


main = unittest.main
