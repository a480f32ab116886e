from klaviyo_gui.core.mapping import ValueType
from klaviyo_gui.ui.map.type_words import type_words
from tests.tour.made_up import made_up_language


def test_every_type_has_its_words():
    assert [type_words(each) for each in ValueType] == [str(each) for each in ValueType]
    with made_up_language():
        assert {type_words(each) for each in ValueType} == {f"⟦{each}⟧" for each in ValueType}
