"""Usage: help, versions, wrong options, and the exit status of each."""
import os
import pty
import re
import select
import subprocess
import time

from harness import ARTICLE, ROOT, TREVE, TreveTest, main

COMMANDS = "code parse explain eval lint bench help version".split()


class Usage(TreveTest):
    def test_version(self):
        header = (ROOT / "include" / "treve" / "treve.h").read_text()
        version = re.search(r'TREVE_VERSION "([^"]+)"', header).group(1)
        for args in (["--version"], ["-V"], ["version"], ["code", "--version"]):
            self.assertEqual(self.treve(*args, status=0).out.strip(), f"treve {version}")

    def test_help_names_every_command(self):
        for args in (["help"], ["--help"], ["-h"]):
            out = self.treve(*args, status=0).out
            for command in COMMANDS:
                self.assertIn(f"  {command}", out)
            self.assertIn("Exit status", out)

    def test_help_of_each_command_lists_options_that_work(self):
        for command in COMMANDS:
            out = self.treve("help", command, status=0).out
            self.assertEqual(out, self.treve(command, "--help", status=0).out)
            self.assertIn(f"treve {command}", out)
            for line in out.splitlines():
                self.assertLessEqual(len(line), 100)
            for option in re.findall(r"^\s+(?:-\w, )?--([a-z-]+)", out, re.M):
                run = self.treve(command, f"--{option}=\x01", "/no/such/file")
                self.assertNotIn("no option", run.err, f"{command} --{option}")

    def test_the_manual_and_the_completions_know_every_option(self):
        helps = "".join(self.treve("help", command).out for command in COMMANDS)
        options = set(re.findall(r"--([a-z-]+)", helps))
        self.assertGreater(len(options), 8)
        manual = self.treve("help", "--man", status=0).out.replace("\\-", "-")
        self.assertTrue(manual.startswith(".") or manual.startswith("'"))
        for option in options:
            self.assertIn("--" + option, manual)
        for shell in ("bash", "zsh", "fish"):
            script = self.treve("help", "--completion", shell, status=0).out
            for option in options:
                self.assertIn(option, script, shell)

    def test_completions_are_valid_shell(self):
        script = self.write("c", self.treve("help", "--completion", "bash").out)
        done = subprocess.run(["bash", "-n", str(script)], capture_output=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_wrong_usage_is_told_on_standard_error_with_status_2(self):
        file = self.write("a.txt", ARTICLE)
        for args in (["cod", file], ["--no-such", file], ["code", "--frmat", "csv", file], ["code", "-z", file],
                     ["code", "-f", "xml", file], ["code", "-f"], ["code", "--format="], ["code", "--jobs", "0", file],
                     ["code", "--jobs", "-1", file], ["code", "--jobs", "many", file], ["code", "--jobs", "99999999999", file],
                     ["code", "--date", "2020", file], ["code", "--date", "2020-02-30", file],
                     ["code", "--date", "10/10/2020", file], ["code", "--by-type", file], ["code", "--json", file],
                     ["code", "--color", "blue", file], ["code", "--version=3", file], ["parse", "--date", "2020-10", file],
                     ["explain", "--sentence", "x", file], ["explain", "--sentence", "-1", file], ["explain"],
                     ["explain", "--sentence", "999", file], ["explain", "--event", "nothing", file], ["eval"],
                     ["eval", self.folder / "none"], ["lint"], ["lint", "tlh"], ["help", "nothing"],
                     ["help", "--completion", "tcsh"], ["version", "extra"], ["--", "code", file], ["code", "-o", "", file]):
            run = self.treve(*args, status=2)
            self.assertEqual(run.out, "", args)
            self.assertTrue(run.err.startswith("treve: "), (args, run.err))
            self.assertLessEqual(len(run.err.splitlines()), 3, args)

    def test_without_a_command_it_helps(self):
        run = self.treve(status=2)
        self.assertIn("treve COMMAND", run.out + run.err)

    def test_a_slip_of_the_hand_is_guessed(self):
        self.assertIn("code", self.treve("cod", status=2).err)
        self.assertIn("--format", self.treve("code", "--fromat", "csv", status=2).err)

    def test_options_may_stand_behind_files(self):
        file = self.write("a.txt", ARTICLE)
        self.assertEqual(self.treve("code", file, "-f", "ndjson", status=0).out,
                         self.treve("code", "-fndjson", file, status=0).out)

    def terminal(self, *args, env=None):
        """What a run with a terminal as output and error writes to it."""
        try:
            ours, theirs = pty.openpty()
        except OSError as error:
            self.skipTest(f"no terminals here: {error}")
        variables = {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
        variables.update({"TERM": "xterm-256color", **(env or {})})
        run = subprocess.Popen([TREVE, *map(str, args)], stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs,
                               cwd=self.folder, env=variables)
        os.close(theirs)
        got, end = b"", time.monotonic() + 120
        while time.monotonic() < end:
            if not select.select([ours], [], [], 1)[0]:
                continue
            try:
                piece = os.read(ours, 65536)
            except OSError:
                break
            if not piece:
                break
            got += piece
        os.close(ours)
        self.assertEqual(run.wait(timeout=20), 0, got[-300:])
        return got.decode("utf-8")

    def test_colours_on_a_terminal_only_and_never_with_no_color(self):
        file = self.write("a.txt", ARTICLE)
        self.assertIn("\x1b[", self.terminal("code", file))
        self.assertNotIn("\x1b[3", self.terminal("code", file, env={"NO_COLOR": "1"}))
        self.assertNotIn("\x1b[3", self.terminal("code", "--color", "never", file))
        self.assertNotIn("\x1b[3", self.terminal("code", file, env={"TERM": "dumb"}))
        self.assertNotIn("\x1b", self.terminal("code", "-f", "ndjson", file))


if __name__ == "__main__":
    main()
