from tests.base.kit_sample import SampleForm


def test_a_label_stands_above_and_says_whether_the_field_is_needed() -> None:
    page = str(SampleForm())
    label = page.index('for="id_name"')
    assert "※必須" in page[label : label + 200]
    assert label < page.index("本名でなくてかまいません") < page.index('name="name"')
