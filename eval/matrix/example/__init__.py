"""An example of a matrix that needs no server: three versions of a prompt, three scripted models, forty messages."""

from pathlib import Path

PROMPTS = Path(__file__).parent / "prompts"
CASES = Path(__file__).parent / "cases.yaml"
MODELS = ["scripted:able", "scripted:weak", "scripted:plain"]
