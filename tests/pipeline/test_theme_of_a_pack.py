"""What a pack's code depends on of its theme, where its key finds the theme again, and whose lesson a name means."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from unittest.mock import patch

import pytest
from support import INTERFACES, cli, write_lesson

from handouts.pipeline import places

TEXT = "On 1 May 1939, Ann Sample left Boston.\n\nOn 3 June 1941, Tom Sample opened a school in Rome.\n"


@pytest.fixture(autouse=True)
def no_themes_of_the_user(tmp_path: Path) -> object:
    with patch.object(places, "user_themes", lambda: tmp_path / "user"):
        yield


def picture(path: Path, colour: str) -> None:
    from PIL import Image

    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("RGB", (20, 20), colour).save(path, "png")


def theme(folder: Path) -> Path:
    picture(folder / "pictures/seal.png", "#204060")
    (folder / "theme.yaml").write_text(f"format: 1\nname: {folder.name}\nbased-on: default\n", encoding="utf-8")
    (folder / "handout.xml.j2").write_text(
        '{% extends "base/handout.xml.j2" %}\n{% block lead %}\n'
        '<img src="{{ "pictures/" ~ "seal.png" }}" alt="seal" caption=""/>\n{{ super() }}\n{% endblock %}\n',
        encoding="utf-8",
    )
    return folder


def code_of(root: Path, *more: str) -> str:
    ran = cli("build", "lesson", "--out", "out", "--sheets", "handout,worksheet,key", *more, cwd=root)
    assert ran.code == 0, ran.err
    (path,) = sorted((root / "lesson/locks").glob("*.json"), key=lambda p: p.stat().st_mtime_ns)[-1:]
    return str(json.loads(path.read_text("utf-8"))["code"])


def test_another_picture_gives_another_code_and_another_place_does_not(tmp_path: Path) -> None:
    write_lesson(tmp_path / "lesson", TEXT)
    ours = theme(tmp_path / "elsewhere/ours")
    first = code_of(tmp_path, "--theme", "./elsewhere/ours")
    assert code_of(tmp_path, "--theme", "./elsewhere/ours") == first
    shutil.move(ours, tmp_path / "moved/ours")
    assert code_of(tmp_path, "--theme", "./moved/ours") == first
    assert len(list((tmp_path / "lesson/locks").iterdir())) == 1
    picture(tmp_path / "moved/ours/pictures/seal.png", "#a02040")
    assert code_of(tmp_path, "--theme", "./moved/ours") != first


@pytest.mark.sliced(2)
@pytest.mark.parametrize("lang", INTERFACES)
def test_a_key_finds_a_theme_that_was_given_by_its_path(lang: str, tmp_path: Path) -> None:
    write_lesson(tmp_path / "school/lesson", TEXT)
    theme(tmp_path / "school/elsewhere/ours")
    code = code_of(tmp_path / "school", "--theme", "./elsewhere/ours")
    ran = cli("key", code, "--in", "school/lesson", "--out", "keys", lang=lang, cwd=tmp_path)
    assert ran.code == 0, ran.err
    # the whole folder may be moved
    shutil.move(tmp_path / "school", tmp_path / "other")
    assert cli("key", code, "--in", "other/lesson", "--out", "keys", cwd=tmp_path).code == 0
    shutil.move(tmp_path / "other/elsewhere", tmp_path / "gone")
    ran = cli("key", code, "--in", "other/lesson", "--out", "keys", lang=lang, cwd=tmp_path)
    assert (ran.code, "[key-theme-lost]" in ran.err) == (2, True)
    assert "other/elsewhere/ours" in ran.err and f"handouts key {code} --theme" in ran.err
    ran = cli("key", code, "--in", "other/lesson", "--out", "keys", "--theme", "./gone/ours", lang=lang, cwd=tmp_path)
    assert ran.code == 0


def test_a_name_means_the_users_own_lesson_before_a_sample(tmp_path: Path) -> None:
    name = "us-soviet-alliance"
    ran = cli("show", "dates", name, cwd=tmp_path)
    assert ran.code == 0 and "Sample" not in ran.out
    write_lesson(tmp_path / "content" / name, TEXT)
    write_lesson(tmp_path / "content/mine", TEXT)
    for given in (name, "mine"):
        ran = cli("build", given, cwd=tmp_path)
        assert ran.code == 0
        assert (tmp_path / "content" / given / "locks").is_dir()
