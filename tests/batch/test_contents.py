"""Contents as trees by hash: what is gathered can be laid out elsewhere, and only whole."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from batch_plans import write_district
from support import PNG

from handouts.batch import contents
from handouts.batch.contents import Ingredients, gather, lay_out, original
from handouts.diagnostics import Location
from handouts.errors import ContentError, StorageError
from handouts.model.packing import Insert, PackPlan


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_district(tmp_path / "district")


def test_a_tree_is_laid_out_as_it_was_gathered(folder: Path, tmp_path: Path) -> None:
    (folder / "one/logo.png").write_bytes(PNG)
    (folder / "map.pdf").write_bytes(b"%PDF-1.7")
    plan = PackPlan(inserts=(Insert(str(folder / "map.pdf")), Insert(str(folder / "map.pdf"), "handout")))
    parts = Ingredients(folder / "lessons/alpha", school=folder / "one/school.yaml", plan=plan)
    made = gather(parts)
    out = tmp_path / "out"
    lay_out(made.content, made.blobs.__getitem__, out)
    there = {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}
    (insert,) = {one.file for one in made.plan.inserts}
    assert there == {
        "content/alpha/lesson.yaml": (folder / "lessons/alpha/lesson.yaml").read_bytes(),
        "content/alpha/essay.md": (folder / "lessons/alpha/essay.md").read_bytes(),
        "content/school.yaml": (folder / "one/school.yaml").read_bytes(),
        "content/logo.png": PNG,
        insert: b"%PDF-1.7",
    }
    (folder / "one/logo.png").write_bytes(PNG + b" ")
    assert gather(parts).content.digest != made.content.digest


def test_files_are_read_once_for_all_trees(folder: Path) -> None:
    read: dict[Path, tuple[str, bytes]] = {}
    first = gather(Ingredients(folder / "lessons/alpha"), read)
    (folder / "lessons/alpha/essay.md").unlink()
    (folder / "lessons/alpha/essay.md").write_text("Something else.")
    assert gather(Ingredients(folder / "lessons/alpha"), read).content == first.content
    assert gather(Ingredients(folder / "lessons/alpha")).content != first.content


def test_a_link_out_of_the_lesson_is_not_followed(folder: Path) -> None:
    before = gather(Ingredients(folder / "lessons/alpha")).content
    (folder / "lessons/alpha/secret.md").symlink_to(folder / "one/x-a.csv")
    assert gather(Ingredients(folder / "lessons/alpha")).content == before


def test_damaged_content_is_not_laid_out(folder: Path, tmp_path: Path) -> None:
    made = gather(Ingredients(folder / "lessons/alpha"))
    with pytest.raises(StorageError, match="batch-blob-damaged"):
        lay_out(made.content, lambda digest: made.blobs[digest] + b"x", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_too_much_content_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "MOST_FILES", 1)
    with pytest.raises(ContentError, match="batch-content-large"):
        gather(Ingredients(folder / "lessons/alpha"))


def test_places_in_the_tree_are_those_of_the_files_a_person_can_open(folder: Path) -> None:
    made = gather(Ingredients(folder / "lessons/alpha", school="format: 1\nname: One\n"))
    root = Path("/somewhere")
    place = Location("/somewhere/content/alpha/lesson.yaml", 2, 8)
    assert original(place, root, made.origins) == replace(place, file=str(folder / "lessons/alpha/lesson.yaml"))
    assert original(Location("content/alpha"), root, made.origins).file == str(folder / "lessons/alpha")
