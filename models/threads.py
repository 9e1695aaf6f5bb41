"""One thread for linear algebra: a process that answers several buyers has better work for the others."""

from functools import cache


@cache
def one_thread() -> None:
    """From now on numpy's products of matrices stay in the thread that asks for them, wherever in the process. Other threads of it would spin while
    they wait: on two busy cores a scan of 20,000 vectors took 2 ms in one thread, else 5, and turns cost a quarter more of the processor."""
    from threadpoolctl import threadpool_limits

    threadpool_limits(limits=1, user_api="blas")
