from django import forms

from sengetsu.base.forms import Form


class AttachmentForm(Form):
    title = forms.CharField(
        label="何の紙・写真か", max_length=100, help_text="「署名した同意書」「届いた督促状」など。"
    )
    file = forms.FileField(
        label="写真か PDF",
        help_text="写真は、撮った場所などの情報を消して保存します。",
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,application/pdf"}),
        error_messages={"required": "ファイルを選んでください。", "empty": "ファイルが空です。"},
    )

    def clean_once_key(self) -> str:
        """After "back", another file is another act."""
        file = self.files.get(self.add_prefix("file"))
        key = super().clean_once_key()
        return f"{key}:{file.name}:{file.size}" if key and file else key
