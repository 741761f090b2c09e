"""`sengetsu <command>`: the management commands of all apps under plain words.

`sengetsu audit verify` runs the management command `audit_verify`; whatever Django brings works too.
"""

import os
import sys
from collections.abc import Sequence

# topic -> (words, help). What is not listed here still runs; listed is what a town needs.
TOPICS: dict[str, dict[str, str]] = {
    "はじめに": {
        "setup": "鍵と表をつくり、静的ファイルを集める",
        "demo": "デモのまちを入れる",
        "serve": "サーバーを動かす（127.0.0.1:$PORT）",
        "administrator invite": "はじめのシステム管理者を招待する（ユーザー名 --name お名前）",
    },
    "鍵と記録": {
        "keys create": "封印の鍵をつくる",
        "keys rotate": "鍵を新しくして、すべて封をしなおす",
        "keys check": "鍵がそろい、すべての記録をひらけるか確かめる",
        "audit verify": "閲覧記録の鎖に、改ざん・欠け・入れ替えがないか確かめる",
    },
    "いつも": {
        "work": "お知らせを送り、期日を知らせる（止めるまで動く。--once でひとまわり）",
    },
    "毎日": {
        "tidy": "期限の過ぎた封筒・セッション・送信の控え・1年前のお知らせを片づける",
        "letters sweep": "期限の過ぎた封筒の中身だけを消す",
    },
    "資源の台帳": {
        "directory import": "資源を読みこむ（HSDS の JSON、CSV、xlsx。--dry-run で見るだけ）",
        "directory export": "資源を書き出す（拡張子 .json .csv .xlsx で形が決まる）",
        "match": "話からニーズと資源を見つける（--text か --file、--json）",
        "lessons": "選ばれた・見送られた資源から、重みがどう変わるかを見せる（--apply）",
    },
    "点検": {
        "messages collect": "ひらかれた棟の文を集めて、訳のファイルをそろえる",
        "messages compile": "訳のファイルを、サーバーが読む形にする",
        "messages check": "ひらかれた棟の文が3言語そろっているか確かめる",
        "check": "設定を点検する（--deploy）",
    },
    "計測": {
        "race": "同じ時間をとりあう競走で、二重の予約ができないことを確かめる（--series）",
        "generate": "人工のまちをつくる（--years 10 --seed 1）",
    },
}


def _help() -> str:
    lines = ["sengetsu <command> [options]", ""]
    for topic, commands in TOPICS.items():
        lines.append(topic)
        lines += [f"  {words:<21} {text}" for words, text in commands.items()]
        lines.append("")
    return "\n".join(lines)


def _management_command(words: Sequence[str]) -> tuple[str, list[str]]:
    """The longest run of leading words that names a command, and the rest as its arguments."""
    from django.core.management import get_commands

    known = get_commands()
    for length in range(min(3, len(words)), 0, -1):
        name = "_".join(words[:length]).replace("-", "_")
        if name in known:
            return name, list(words[length:])
    return words[0], list(words[1:])


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sengetsu.config.settings")
    words = sys.argv[1:]
    if not words or words[0] in {"-h", "--help", "help"}:
        sys.stdout.write(_help())
        return
    import django
    from django.core.management import execute_from_command_line

    django.setup()
    name, arguments = _management_command(words)
    execute_from_command_line(["sengetsu", name, *arguments])


if __name__ == "__main__":  # python -m sengetsu.config.cli
    main()
