"""A small real model behind llama.cpp's OpenAI-compatible server: `python serve.py FILE WINDOW`, with the Python of `make test-model`.

It prints the server's address, then serves until its standard input closes: so it ends with whoever started it.
"""

import sys


def main(weights: str, window: int) -> None:
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = weights
    params.model_alias = {"qwen"}
    params.hostnames, params.port = ["127.0.0.1"], 0
    params.n_ctx, params.n_parallel, params.endpoint_metrics = window, 1, True
    params.cpuparams.n_threads = params.cpuparams_batch.n_threads = 1  # more of them wait for each other where other work has the cores
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
