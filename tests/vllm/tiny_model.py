"""Makes a language model of 26 MB that has learnt nothing: `python tiny_model.py FOLDER`, with vLLM's own Python.

Llama with random weights and a tokenizer trained on the prompts beside it. It says whatever a server lets it say, but leans towards ending what it
opened, since a string that never ends is the commonest answer of random weights: so each answer in a JSON schema comes whole, and short.
"""

import sys
from pathlib import Path

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

WINDOW = 32_768
ENDINGS = ('"', "]", "}")
_LEAN = 50.0
_TEXTS = Path(__file__).parent.parent.parent / "models" / "prompts"
_CHAT = (
    "{% for message in messages %}<s>{{ message.role }}\n{{ message.content }}</s>\n{% endfor %}"
    "{% if add_generation_prompt %}<s>assistant\n{% endif %}"
)


def make(folder: Path) -> None:
    tokenizer = _tokenizer(sorted(map(str, _TEXTS.glob("*.md"))))
    model = _model(tokenizer)
    _lean(model, [tokenizer.convert_tokens_to_ids(ending) for ending in ENDINGS])
    tokenizer.save_pretrained(folder)
    model.save_pretrained(folder)


def _tokenizer(texts: list[str]) -> PreTrainedTokenizerFast:
    """Byte-level BPE, so that every language has tokens."""
    trained = Tokenizer(models.BPE())
    trained.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    trained.decoder = decoders.ByteLevel()
    trained.train(texts, trainers.BpeTrainer(vocab_size=600, special_tokens=["<s>", "</s>"], initial_alphabet=pre_tokenizers.ByteLevel.alphabet()))
    return PreTrainedTokenizerFast(tokenizer_object=trained, bos_token="<s>", eos_token="</s>", pad_token="</s>", chat_template=_CHAT)


def _model(tokenizer: PreTrainedTokenizerFast) -> LlamaForCausalLM:
    """Large enough to write some hundred tokens a second: one of two layers writes ten thousand, and has ended before a test can leave it."""
    torch.manual_seed(7)
    config = LlamaConfig(
        vocab_size=len(tokenizer),
        hidden_size=256,
        intermediate_size=2048,
        num_hidden_layers=8,
        num_attention_heads=8,
        num_key_value_heads=1,
        max_position_embeddings=WINDOW,
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
    )
    return LlamaForCausalLM(config).to(torch.bfloat16)


def _lean(model: LlamaForCausalLM, tokens: list[int]) -> None:
    """Llama's head has no bias: one dimension that is large in every token's embedding serves as one."""
    with torch.no_grad():
        model.get_input_embeddings().weight[:, 0] = 1.0
        model.get_output_embeddings().weight[:, 0] = 0.0
        model.get_output_embeddings().weight[tokens, 0] = _LEAN


if __name__ == "__main__":
    make(Path(sys.argv[1]))
