"""What Excel was kept from reading by an apostrophe is said before it goes out with it."""

import orjson

ROWS = (
    "Order ID,Order date,Email,First Name,City\n"
    "1,2024-07-15T23:30:00Z,'ann@shop.io,'Ann,'s-Hertogenbosch\n"
    "2,2024-07-15T23:30:00Z,bo@shop.io,'Bo,Oss\n"
    "3,2024-07-15T23:30:00Z,cy@shop.io,'Cy,Ede\n"
)


def test_apostrophes_of_addresses_and_names_are_told_and_taken_away_by_the_repair(
    cli, write, tmp_path
):
    file, preset = write("a.csv", ROWS), tmp_path / "a.json"
    assert cli("suggest", file, "--kind", "events", "--save", preset).code == 0
    told = cli("check", file, "--preset", preset, "--json").json["findings"]
    found = {(each["code"], each["target"]): each["count"] for each in told}
    assert found["text_apostrophe", "profile.email"] == 1
    assert found["text_apostrophes", "profile.first_name"] == 3
    assert not any(target == "profile.location.city" for _, target in found)
    content = orjson.loads(preset.read_bytes())
    content["repairs"] = [
        {"column": "Email", "damage": "text_apostrophe"},
        {"column": "First Name", "damage": "text_apostrophes"},
    ]
    preset.write_bytes(orjson.dumps(content))
    lines = cli("preview", file, "--preset", preset, "--json").lines
    people = [line["item"]["attributes"]["profile"]["data"]["attributes"] for line in lines]
    assert [each["email"] for each in people] == ["ann@shop.io", "bo@shop.io", "cy@shop.io"]
    assert [each["first_name"] for each in people] == ["Ann", "Bo", "Cy"]
