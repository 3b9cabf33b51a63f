"""What is installed works without the checkout: the wheel carries its domain knowledge and its command."""

from __future__ import annotations

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    (made,) = folder.glob("*.whl")
    return made


def test_the_wheel_holds_knowledge_licence_and_types(wheel: Path, root: Path) -> None:
    assets = [path.relative_to(root / "graph") for path in (root / "graph" / "page" / "assets").iterdir()]
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {"graph/ontology/chain.ttl", "graph/ontology/messages.csv", "graph/queries/makers.rq"} <= names
    assert "graph/py.typed" in names
    assert {f"graph/{path}" for path in assets} <= names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert any(name.endswith("licenses/NOTICE") for name in names)
    assert not any(part in name for name in names for part in ("__pycache__", "tests/", "texts/", ".venv"))


def test_an_installed_wheel_builds_a_text(wheel: Path, text: Path, tmp_path: Path, environment: dict[str, str]) -> None:
    place = tmp_path / "env"
    venv.create(place, with_pip=False, symlinks=True)
    program = place / "bin" / "python"
    libraries = subprocess.run(
        [str(program), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(libraries)
    # What it depends on is here already: only the package itself comes from the wheel.
    (Path(libraries) / "here.pth").write_text(f"{Path(pytest.__file__).parents[1]}\n", encoding="utf-8")
    elsewhere = {name: value for name, value in environment.items() if name != "PYTHONPATH"}
    said = subprocess.run(
        [str(program), "-c", "import graph; print(graph.__file__)"],
        cwd=tmp_path,
        env=elsewhere,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert said.startswith(str(place.resolve()))
    command = [str(program), "-m", "graph.cli", "build", "texts", "--out", "o", "--quiet"]
    run = subprocess.run(command, cwd=tmp_path, env=elsewhere, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    assert (tmp_path / "o" / "graph.html").stat().st_size > 0
