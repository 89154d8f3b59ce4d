"""The lateness of a timer in this fresh process: `-m benchmarks.late_timer idle|printing INPUT OUT SECONDS`."""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from time import perf_counter

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from benchmarks.body_engine import paper_of
from benchmarks.packet_input import read
from partnerdesk.paper.worker import Job, Press

BEAT = 0.005


def main() -> None:
    way, source, target, seconds = sys.argv[1], sys.argv[2], Path(sys.argv[3]), float(sys.argv[4])
    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.show()
    beats: list[float] = []
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(lambda: beats.append(perf_counter()))
    with Press() as press:
        if way == "printing":
            press.start()
            job = Job(paper_of(read(source)), target, datetime(2026, 11, 20, tzinfo=UTC))
            press.submit(job).result()  # its process has started and imported what it needs
            # Enough of them that the press is busy until the end.
            for _ in range(200):
                press.submit(job)
        timer.start(int(BEAT * 1000))
        QTimer.singleShot(int(seconds * 1000), application.quit)
        application.exec()
        timer.stop()
    late = sorted((after - before - BEAT) * 1000 for before, after in pairwise(beats))
    late = [max(each, 0.01) for each in late]
    print(json.dumps({"p50": late[len(late) // 2], "p99": late[int(len(late) * 0.99)], "max": late[-1]}), flush=True)
    os._exit(0)


if __name__ == "__main__":
    main()
