"""Limits linear algebra to one thread, which leaves the cores to other buyers' turns."""

from functools import cache


@cache
def one_thread() -> None:
    """Limit BLAS to the calling thread, for the whole process. Its idle threads spin: on two busy cores a scan of 20,000 vectors took 5 ms instead of
    2, and turns cost a quarter more CPU."""
    from threadpoolctl import threadpool_limits

    threadpool_limits(limits=1, user_api="blas")
