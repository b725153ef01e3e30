"""`handouts doctor`: what is wrong with an installation is found, told with a remedy, and nothing is changed."""

from __future__ import annotations

import json
import re
import shutil
import sys
import tomllib
from collections import namedtuple
from contextlib import chdir
from pathlib import Path

import pytest
from support import INTERFACES, ROOT, cli, files

from handouts.diagnostics import problem
from handouts.errors import StorageError
from handouts.languages.interface import texts
from handouts.pipeline import doctor, doctor_places
from handouts.pipeline.doctor_places import LOW, NONE, letters_alike, mounted, network_kind
from handouts.pipeline.doctor_versions import extras, release, versions
from handouts.pipeline.installation import Line, table
from handouts.pipeline.limits import limits
from handouts.store import Store
from handouts.typeset import bundled

Usage = namedtuple("Usage", "total used free")


def requirements(lines: list[str]) -> dict[str, tuple[str, str]]:
    """The packages of pyproject.toml, each with its floor and the version that it must be below ("" for none)."""
    found = {}
    for line in lines:
        name, least, below = re.fullmatch(r"([\w.-]+)>=([\d.]+)(?:,<([\d.]+))?", line).groups()  # type: ignore[union-attr]
        found[name] = (least, below or "")
    return found


def codes(lines: object) -> list[str]:
    return [line.finding.code for line in lines if line.finding]  # type: ignore[attr-defined]


def test_the_table_has_the_packages_and_floors_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    packages = table()["packages"]
    told = {n: (w["least"], w.get("below", "")) for n, w in packages.items() if "extra" not in w}
    assert told == requirements(project["dependencies"])
    assert project["requires-python"] == f">={table()['python']['least']}"
    for extra in {w["extra"] for w in packages.values() if "extra" in w} & set(project["optional-dependencies"]):
        of_extra = {n: (w["least"], w.get("below", "")) for n, w in packages.items() if w.get("extra") == extra}
        assert of_extra == requirements(project["optional-dependencies"][extra])


def test_no_floor_is_below_a_version_with_known_faults() -> None:
    safe = {name: wanted for name, wanted in table()["packages"].items() if "safe" in wanted}
    assert {"reportlab", "jinja2", "pypdf", "pillow", "PyYAML", "distributed", "openpyxl", "markdown-it-py"} == set(
        safe
    )
    for name, wanted in safe.items():
        assert release(wanted["least"]) >= release(wanted["safe"]), name
        assert re.fullmatch(r"CVE-\d{4}-\d{4,6}(, CVE-\d{4}-\d{4,6})*", wanted["faults"]), name


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("3.1.5", "3.1.6"),
        ("3.9", "3.10"),
        ("3.1rc1", "3.1"),
        ("3.1.dev4", "3.1"),
        ("3.0.9", "3.1rc1"),
        ("2025.12", "2026.1.0"),
        ("1.0", "1.0.1"),
    ],
)
def test_versions_are_compared_as_numbers(older: str, newer: str) -> None:
    assert release(older) < release(newer)


@pytest.mark.parametrize(
    ("one", "other"), [("3.1", "3.1.0"), ("v2.0", "2.0"), ("2.0.post1", "2.0"), ("5.1+local", "5.1")]
)
def test_versions_that_are_alike(one: str, other: str) -> None:
    assert release(one) == release(other)


def test_each_fault_of_a_version_has_its_code() -> None:
    there = {name: wanted["least"] for name, wanted in table()["packages"].items()}
    assert codes(versions(there.get)) == codes(extras(there.get)) == []
    there |= {"jinja2": "3.1.5", "click": "8.0", "reportlab": "6.0", "pypdf": "8.0rc1", "distributed": "2025.4"}
    del there["ftfy"], there["dask"]
    found = {line.subject: (line.finding.code, line.status) for line in versions(there.get) if line.finding}
    assert found == {
        "jinja2": ("doctor-package-unsafe", "error"),
        "click": ("doctor-package-old", "error"),
        "ftfy": ("doctor-package-missing", "error"),
        "reportlab": ("doctor-package-new", "warning"),
    }
    assert codes(extras(there.get)) == ["doctor-package-unsafe"]
    assert codes(versions(there.get, (3, 10, 4)))[0] == "doctor-python-old"


def test_the_fonts_are_those_of_the_table_and_a_changed_one_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = tomllib.loads(bundled.DIGESTS.read_text(encoding="utf-8"))
    there = {path.relative_to(bundled.FONTS).as_posix() for path in bundled.FONTS.rglob("*.ttf")}
    assert set(wanted) == there
    assert {face.state for face in bundled.bundled_faces()} == {"sound"}
    fonts = tmp_path / "fonts"
    shutil.copytree(bundled.FONTS, fonts)
    (fonts / "lato/Lato-Bold.ttf").unlink()
    with (fonts / "lato/Lato-Italic.ttf").open("ab") as file:
        file.write(b"x")
    moved = {
        family: {v: str(fonts / Path(file).relative_to(bundled.FONTS)) for v, file in of.items()}
        for family, of in bundled.families_bundled().items()
    }
    monkeypatch.setattr(bundled, "families_bundled", lambda: moved)
    monkeypatch.setattr(bundled, "FONTS", fonts)
    told = {line.subject: line.finding.code for line in doctor._fonts() if line.finding}
    assert told == {"lato bold": "doctor-font-missing", "lato italic": "doctor-font-changed"}


MOUNTS = """sysfs /sys sysfs rw 0 0
/dev/sda1 / ext4 rw 0 0
server:/export /srv nfs4 rw 0 0
/dev/sdb1 /srv/local ext4 rw 0 0
//server/share /mnt/kantor\\040dinas cifs rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [("/home/guru", "ext4"), ("/srv", "nfs4"), ("/srv/x/y", "nfs4"), ("/srvx", "ext4"), ("/srv/local/x", "ext4")]
    + [("/mnt/kantor dinas/output", "cifs"), ("/", "ext4")],
)
def test_the_nearest_mount_tells_the_kind_of_disk(folder: str, kind: str) -> None:
    assert mounted(folder, MOUNTS) == kind
    assert mounted(folder, "") == ""


@pytest.mark.skipif(sys.platform == "win32", reason="the table of mounts of Linux")
def test_a_cache_on_a_network_share_is_a_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table_of_mounts = tmp_path / "mounts"
    table_of_mounts.write_text(f"a / ext4 rw 0 0\nserver:/x {tmp_path} nfs rw 0 0\n", encoding="utf-8")
    monkeypatch.setattr(doctor_places, "MOUNTS", table_of_mounts)
    assert network_kind(tmp_path) == "nfs" and network_kind(tmp_path.parent) == ""
    monkeypatch.setattr(doctor_places, "user_cache", lambda: tmp_path / "cache")
    with chdir(tmp_path):
        found = [line for line in doctor_places.disk() if line.note == "network"]
    assert [(line.subject, line.status) for line in found] == [("output", "ok"), ("cache", "warning")]


@pytest.mark.skipif(sys.platform == "win32", reason="needs links")
def test_a_disk_that_takes_capitals_for_small_letters(tmp_path: Path) -> None:
    folder = tmp_path / "abc"
    folder.mkdir()
    differ = letters_alike(folder)
    if not differ:
        (tmp_path / "ABC").symlink_to(folder)
    assert letters_alike(folder)


@pytest.mark.parametrize(
    ("free", "statuses"), [(LOW, ("ok", "ok")), (LOW - 1, ("warning",) * 2), (NONE - 1, ("error", "warning"))]
)
def test_room(free: int, statuses: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor_places.shutil, "disk_usage", lambda _: Usage(1, 1, free))
    with chdir(tmp_path):
        assert tuple(line.status for line in doctor_places.disk() if line.note == "room") == statuses


def test_folders_that_take_no_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "output").write_text("a file in its place", encoding="utf-8")
    monkeypatch.setattr(doctor_places, "user_cache", lambda: tmp_path / "output" / "cache")
    with chdir(tmp_path):
        found = {line.subject: line for line in doctor_places.disk() if line.note == "writable"}
    assert [line.status for line in found.values()] == ["error", "warning"]
    assert codes(found.values()) == ["store-not-a-folder", "doctor-cache-unwritable"]


def test_trying_a_folder_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Store(tmp_path / "a" / "b").probe()
    assert files(tmp_path) == {} and not (tmp_path / "a").exists()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("handouts.store.os.fsync", full)
    with pytest.raises(StorageError) as raised:
        Store(tmp_path).probe()
    assert raised.value.diagnostics[0].code == "store-disk-full"
    assert files(tmp_path) == {}


def test_encodings_that_lack_letters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.sys, "getfilesystemencoding", lambda: "ascii")
    monkeypatch.setattr(doctor.locale, "getencoding", lambda: "cp1252")
    assert codes(doctor._terminal()) == ["doctor-names-encoding", "doctor-terminal-encoding"]
    monkeypatch.setattr(doctor.sys, "getfilesystemencoding", lambda: "utf-8")
    monkeypatch.setattr(doctor.locale, "getencoding", lambda: "UTF-8")
    assert codes(doctor._terminal()) == []


def test_what_came_with_the_tool_and_is_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert codes(doctor_places.places()) == []
    monkeypatch.setattr("handouts.pipeline.places.bundled", lambda kind: tmp_path / kind)
    assert codes(doctor_places.places()) == ["doctor-bundled-missing"] * 2


@pytest.fixture
def sound(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty current folder on a machine where nothing is wrong, whatever the machine of the tests lacks."""
    monkeypatch.setattr(doctor_places.shutil, "disk_usage", lambda _: Usage(1, 1, 20 * LOW))
    monkeypatch.setattr(doctor_places, "user_cache", lambda: tmp_path / "home" / "cache")
    monkeypatch.setattr(doctor.locale, "getencoding", lambda: "UTF-8")
    monkeypatch.setattr(doctor_places, "network_kind", lambda _: "")
    here = tmp_path / "here"
    here.mkdir()
    return here


@pytest.mark.parametrize("lang", INTERFACES)
def test_a_sound_installation(lang: str, sound: Path) -> None:
    ran = cli("doctor", lang=lang, cwd=sound)
    assert (ran.code, ran.err) == (0, ""), ran.out
    words = texts(lang)["doctor"]
    for area in doctor.AREAS:
        assert words[f"area_{area}"] in ran.out.splitlines()
    assert "reportlab" in ran.out and "lato bold" in ran.out and "5 MB" in ran.out
    assert words["warning"] not in ran.out.rpartition("\n  ")[0]
    assert files(sound) == {}


def test_json_is_the_same_each_time(sound: Path) -> None:
    ran = cli("doctor", "--format", "json", cwd=sound)
    assert ran == cli("doctor", "--format", "json", cwd=sound)
    records = json.loads(ran.out)
    assert ran.code == 0 and {r["status"] for r in records} == {"ok"} and {r["code"] for r in records} == {None}
    assert list(dict.fromkeys(r["area"] for r in records)) == list(doctor.AREAS)
    assert all(r["message"] for r in records)


@pytest.mark.parametrize("lang", INTERFACES)
def test_an_error_ends_with_1_and_has_its_remedy(lang: str, sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def look() -> list[Line]:
        return [Line("versions", "jinja2", "version", {}, problem("doctor-package-old", None, **data))]

    data = {"package": "jinja2", "version": "3.0", "least": "3.1.6"}
    monkeypatch.setattr(doctor, "versions", look)
    ran = cli("doctor", lang=lang, cwd=sound)
    assert ran.code == 1 and "[doctor-package-old]" in ran.out and 'pip install --upgrade "jinja2>=3.1.6"' in ran.out
    (first, *_) = json.loads(cli("doctor", "--format", "json", lang=lang, cwd=sound).out)
    assert (first["status"], first["code"]) == ("error", "doctor-package-old") and first["remedy"]


def test_a_missing_package_costs_only_the_areas_that_need_it(sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "handouts.pipeline.limits", None)
    ran = cli("doctor", "--format", "json", cwd=sound)
    records = json.loads(ran.out)
    assert ran.code == 1 and [r["code"] for r in records if r["code"]] == ["doctor-import"]
    assert {r["area"] for r in records} == set(doctor.AREAS)


@pytest.mark.parametrize("lang", INTERFACES)
def test_every_limit_and_every_subject_has_its_words(lang: str) -> None:
    words = texts(lang)["doctor"]
    names = [limit.name for limit in limits()]
    assert len(names) == len(set(names))
    assert {f"of_{name}" for name in names} <= set(words)
    assert all(limit.most > 0 and f"is_most_{limit.unit}" in words for limit in limits())
    notes = {f"is_{line.note}" for line in doctor.examine()} | {
        "is_network", "is_letters_alike", "is_not_there", "is_room_unknown", "is_extra_absent"
    }  # fmt: skip
    assert notes <= set(words)


def test_the_cache_folder_follows_the_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from handouts.pipeline.places import user_cache

    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert user_cache() == tmp_path / "handouts"
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert user_cache() == Path.home() / ".cache" / "handouts"
    monkeypatch.setattr(sys, "platform", "darwin")
    assert user_cache() == Path.home() / "Library" / "Caches" / "handouts"
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    assert user_cache() == tmp_path / "handouts" / "cache"
