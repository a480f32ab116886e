from klaviyo_gui.core.likely_countries import TRIED, calling_code, likely_countries


def test_the_countries_by_which_most_numbers_become_valid_come_first():
    numbers = ["030 901820", "089 233-00", "0151 23456789", "0171 1234567", "call me", ""]
    assert likely_countries(numbers)[0] == "DE"
    assert likely_countries(["503-555-0100", "973-555-0101", "608-555-0102"])[:1] == ("US",)


def test_no_country_is_named_for_what_is_a_number_nowhere():
    assert likely_countries(["call me", "12", "503-555-0100 ext. 5"]) == ()
    assert likely_countries([]) == ()


def test_no_more_numbers_are_tried_than_it_takes():
    nowhere = [f"x{at}" for at in range(TRIED)]
    assert likely_countries([*nowhere, "030 901820"]) == ()


def test_countries_are_called_by_their_number():
    assert (calling_code("DE"), calling_code("US"), calling_code("")) == (49, 1, 0)
