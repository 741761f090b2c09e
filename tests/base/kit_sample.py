"""A form with every kind of field, for the tests of how forms are drawn."""

from django import forms

from sengetsu.base.forms import Chips, ChipsMultiple, Form, JapaneseDateField, PhoneField


class SampleForm(Form):
    name = forms.CharField(label="呼び名", max_length=40, help_text="本名でなくてかまいません。")
    met_on = JapaneseDateField(label="会った日")
    phone = PhoneField(label="電話番号", required=False)
    way = forms.ChoiceField(
        label="会い方",
        choices=[("visit", "訪問"), ("phone", "電話"), ("letter", "手紙を置いた")],
        widget=Chips(hints={"letter": "返事がなくても一歩です"}),
    )
    needs = forms.MultipleChoiceField(
        label="困りごと",
        required=False,
        choices=[("home", "住まい"), ("money", "お金"), ("food", "食べるものがない")],
        widget=ChipsMultiple(),
    )
    urgency = forms.ChoiceField(label="急ぎぐあい", choices=[("", "—"), ("high", "高"), ("low", "低")])
    people = forms.IntegerField(label="人数", required=False, min_value=0, max_value=500)
    story = forms.CharField(label="ようす", required=False, max_length=4000, widget=forms.Textarea)
    agreed = forms.BooleanField(label="本人に伝えました", required=False)
