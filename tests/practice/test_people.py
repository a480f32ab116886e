from klaviyo_gui.practice.people import identifier_keys, known_person, merged


def found(person, people):
    """Look a person up among people numbered from 1."""
    numbered = dict(enumerate(people, start=1))
    owners = {}
    for number, known in numbered.items():
        for _name, key in identifier_keys(known):
            owners.setdefault(key, number)
    return known_person(identifier_keys(person), owners, numbered)


ANN = {"email": "Ann@shop.io", "phone_number": "+4915112345678"}
BOB = {"external_id": "c-2"}


def test_an_address_is_recognised_in_any_case():
    assert found({"email": "ann@SHOP.io"}, [ANN, BOB]) == 1


def test_an_external_id_is_recognised_in_its_own_case_only():
    assert found({"external_id": "c-2"}, [ANN, BOB]) == 2
    assert found({"external_id": "C-2"}, [ANN, BOB]) is None


def test_the_address_goes_before_the_phone_and_the_phone_before_the_id():
    eve = {"email": "eve@shop.io"}
    assert found({"email": "eve@shop.io", "phone_number": ANN["phone_number"]}, [ANN, eve]) == 2
    assert found({"phone_number": ANN["phone_number"], "external_id": "c-2"}, [ANN, BOB]) == 1


def test_a_new_address_completes_somebody_known_by_an_id_alone():
    assert found({"email": "bob@shop.io", "external_id": "c-2"}, [ANN, BOB]) == 2


def test_a_shared_phone_does_not_make_two_addresses_one_person():
    assert found({"email": "eve@shop.io", "phone_number": ANN["phone_number"]}, [ANN]) is None


def test_new_values_win_and_objects_are_merged():
    earlier = {"first_name": "An", "properties": {"Size": 1, "Fit": "L"}, "location": {"zip": "1"}}
    later = {"first_name": "Ann", "properties": {"Size": 2, "Fit": None}, "title": "Dr"}
    assert merged(earlier, later) == {
        "first_name": "Ann",
        "properties": {"Size": 2, "Fit": "L"},
        "location": {"zip": "1"},
        "title": "Dr",
    }
