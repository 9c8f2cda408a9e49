from tests.web.test_check import *
import time
from django.db import connections
from django.test.utils import CaptureQueriesContext
def test_speed(people: Network) -> None:
    draft, k = ready(people), visitor(people, "kowalska")
    for name in ("write","check"):
        a = place(people,"kowalska",draft,name)
        for _ in range(3): k.get(a)
        t=time.process_time(); 
        for _ in range(30): k.get(a)
        print(name, (time.process_time()-t)/30*1000, "ms")
        with CaptureQueriesContext(connections["default"]) as q: k.get(a)
        print(len(q), [x["sql"][:70] for x in q.captured_queries])
    a = place(people,"kowalska",draft)
    import cProfile, pstats
    pr=cProfile.Profile(); pr.enable()
    for _ in range(20): k.get(a)
    pr.disable(); pstats.Stats(pr).sort_stats("cumulative").print_stats(45)
