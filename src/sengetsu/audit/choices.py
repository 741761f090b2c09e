"""What can be written into the trail. The column has no `choices`: a new word needs no migration."""

from django.db import models


class Action(models.TextChoices):
    """What somebody did, as a label for lists. `sentence` says the same of a person."""

    OPENED = "opened", "閲覧"
    LISTED = "listed", "一覧"
    SEARCHED = "searched", "検索"
    PRINTED = "printed", "印刷"
    EXPORTED = "exported", "書き出し"
    CREATED = "created", "作成"
    CHANGED = "changed", "変更"
    CORRECTED = "corrected", "訂正"
    STATE_CHANGED = "state_changed", "状態の変更"
    HANDED_OVER = "handed_over", "引き継ぎ"
    ACCEPTED = "accepted", "引き受け"
    REFUSED = "refused", "辞退"
    SENT = "sent", "送付"
    ANSWERED = "answered", "返答"
    RECEIVED = "received", "受け取り"
    WITHDRAWN = "withdrawn", "取り下げ"
    DISCLOSED = "disclosed", "開示"
    DISPOSED = "disposed", "廃棄"
    SIGNED_IN = "signed_in", "サインイン"
    SIGNED_OUT = "signed_out", "サインアウト"
    SIGN_IN_FAILED = "sign_in_failed", "サインイン失敗"
    SECOND_FACTOR_SET = "second_factor_set", "二要素認証の設定"
    PASSWORD_CHANGED = "password_changed", "パスワードの変更"
    INVITED = "invited", "招待"
    GRANTED = "granted", "役割の付与"
    REVOKED = "revoked", "役割の終了"
    RESTRICTED = "restricted", "閲覧制限"
    UNRESTRICTED = "unrestricted", "閲覧制限の解除"
    REASON_GIVEN = "reason_given", "理由の記入"
    KEYS_ROTATED = "keys_rotated", "鍵の更新"
    TRAIL_VERIFIED = "trail_verified", "記録の検証"

    @property
    def sentence(self) -> str:
        return SENTENCES[self]


SENTENCES: dict[str, str] = {
    Action.OPENED: "見ました",
    Action.LISTED: "開きました",
    Action.SEARCHED: "検索しました",
    Action.PRINTED: "印刷しました",
    Action.EXPORTED: "書き出しました",
    Action.CREATED: "作りました",
    Action.CHANGED: "変えました",
    Action.CORRECTED: "訂正しました",
    Action.STATE_CHANGED: "状態を変えました",
    Action.HANDED_OVER: "引き継ぎを頼みました",
    Action.ACCEPTED: "引き受けました",
    Action.REFUSED: "断りました",
    Action.SENT: "送りました",
    Action.ANSWERED: "返答しました",
    Action.RECEIVED: "受け取りました",
    Action.WITHDRAWN: "取り下げました",
    Action.DISCLOSED: "開示しました",
    Action.DISPOSED: "廃棄しました",
    Action.SIGNED_IN: "サインインしました",
    Action.SIGNED_OUT: "サインアウトしました",
    Action.SIGN_IN_FAILED: "サインインできませんでした",
    Action.SECOND_FACTOR_SET: "二要素認証を設定しました",
    Action.PASSWORD_CHANGED: "パスワードを変えました",
    Action.INVITED: "招待しました",
    Action.GRANTED: "役割をわたしました",
    Action.REVOKED: "役割を終わらせました",
    Action.RESTRICTED: "見られる人をしぼりました",
    Action.UNRESTRICTED: "見られる人の制限をときました",
    Action.REASON_GIVEN: "見る理由を書きました",
    Action.KEYS_ROTATED: "鍵を新しくしました",
    Action.TRAIL_VERIFIED: "記録を確かめました",
}

# What brings a case's content before somebody's eyes, beyond a row in a list.
LOOKS = frozenset({Action.OPENED, Action.PRINTED, Action.EXPORTED, Action.DISCLOSED})
# What takes many cases at once out of the house: each listed case counts as looked at.
BULK_LOOKS = frozenset({Action.PRINTED, Action.EXPORTED})


class Fault(models.TextChoices):
    """What `verify` can find wrong with the chain, each as a sentence about row `%(sequence)s`."""

    ALTERED = "altered", "%(sequence)s番の記録が書きかえられています"
    REMOVED = "removed", "%(sequence)s番の記録がなくなっています"
    REORDERED = "reordered", "%(sequence)s番の記録が入れかえられています"
    CUT = "cut", "%(sequence)s番から後ろの記録が切り取られています"
    FORGED = "forged", "%(sequence)s番から後ろに、鎖につながらない記録があります"
    HEAD = "head", "鎖の終わりの印（%(sequence)s番）が書きかえられているか、なくなっています"
    ROLLED_BACK = "rolled_back", "ひかえておいた%(sequence)s番の印と合いません（古い状態に戻されています）"
