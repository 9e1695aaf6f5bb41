"""A server that keeps an append-only file comes back with every conversation."""

import asyncio
from pathlib import Path
from typing import Any

from daogou.memory.checkpoints import open_checkpoints
from daogou.memory.transcripts import open_transcripts
from daogou.schema.settings import Settings
from pydantic import SecretStr

from .servers import server
from .talk import config, said, talk, turn


def test_a_conversation_survives_the_restart_of_its_server(tmp_path: Path) -> None:
    with server(tmp_path, appendonly="yes", appendfsync="always") as valkey:
        settings = Settings(redis_url=SecretStr(valkey.url))
        saver, transcripts = open_checkpoints(settings), open_transcripts(settings)

        def say(text: str) -> Any:
            return asyncio.run(talk(saver).ainvoke(said(text), config("t")))

        say("婴儿睡袋")
        transcripts.append("t", turn("t", 1, "ann", "婴儿睡袋"))
        valkey.kill()
        valkey.start()
        assert [message.content for message in say("第二款")["messages"]] == ["婴儿睡袋", "turn 1", "第二款", "turn 2"]
        assert [turn.text for turn in transcripts.get("t")] == ["婴儿睡袋"]
        saver.close()
        transcripts.close()
