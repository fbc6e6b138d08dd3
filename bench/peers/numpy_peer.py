#
# SPDX-License-Identifier: Apache-2.0
# Copyright the Panblas authors
#

"""Times NumPy on the questions of the benchmarks, in idiomatic form.

Usage: numpy_peer.py short|full SAMPLES.npy START.npy [QUESTION ...]

Prints a line of JSON for each row: the row, the seconds of each repetition, and the library.
The formulas are those of dev.panblas.autoencoder.SparseAutoencoder.
"""

import hashlib
import json
import os
import platform
import subprocess
import sys
import time

import numpy as np

try:
    import resource
except ImportError:  # Windows
    resource = None

WEIGHT_DECAY, SPARSITY_WEIGHT, SPARSITY = 1e-4, 3.0, 0.01
SAMPLES = 10_000
TILE = 480
REPETITIONS = 20
QUESTIONS = "gemm", "backprop", "forms", "step", "training"
TUNED_TRAINING = "tuned-training"  # run in a separate process

# OpenBLAS: idle threads sleep after 2^timeout ticks of the processor's clock; the minimum is 4.
THREAD_TIMEOUT = "OPENBLAS_THREAD_TIMEOUT"


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


class Network:
    """Samples, parameters and activations of a visible-hidden-visible autoencoder."""

    def __init__(self, visible, hidden, samples=SAMPLES):
        random = np.random.default_rng(1)
        limit = np.sqrt(6 / (visible + hidden + 1))
        self.x = random.uniform(0.1, 0.9, (samples, visible))
        self.w1 = random.uniform(-limit, limit, (hidden, visible))
        self.w2 = random.uniform(-limit, limit, (visible, hidden))
        self.b1 = np.zeros(hidden)
        self.b2 = np.zeros(visible)
        self.a2 = sigmoid(self.x @ self.w1.T + self.b1)
        self.a3 = sigmoid(self.a2 @ self.w2.T + self.b2)

    def slope(self, a2):
        rho = a2.mean(axis=0)
        return SPARSITY_WEIGHT * (-SPARSITY / rho + (1 - SPARSITY) / (1 - rho))

    def backprop_loop(self):
        m = len(self.x)
        dw1, dw2 = np.zeros_like(self.w1), np.zeros_like(self.w2)
        db1, db2 = np.zeros_like(self.b1), np.zeros_like(self.b2)
        slope = self.slope(self.a2)
        for x, a2, a3 in zip(self.x, self.a2, self.a3):
            d3 = (a3 - x) * a3 * (1 - a3)
            d2 = (self.w2.T @ d3 + slope) * a2 * (1 - a2)
            dw1 += np.outer(d2, x)
            dw2 += np.outer(d3, a2)
            db1 += d2
            db2 += d3
        return dw1 / m + WEIGHT_DECAY * self.w1, dw2 / m + WEIGHT_DECAY * self.w2, db1 / m, db2 / m

    def backprop_asked(self):
        """As it was asked: the slope and the output's delta again for each sample."""
        return self.summed(self.asked_deltas())

    def backprop_taken_out(self):
        """Both are computed once, before the loop."""
        deltas = (self.a3 - self.x) * self.a3 * (1 - self.a3)
        slope = self.slope(self.a2)
        return self.summed((d3, slope) for d3 in deltas)

    def asked_deltas(self):
        rho = self.a2.mean(axis=0)
        for x, a3 in zip(self.x, self.a3):
            d3 = -(x - a3) * a3 * (1 - a3)
            yield d3, SPARSITY_WEIGHT * (-SPARSITY / rho + (1 - SPARSITY) / (1 - rho))

    def summed(self, deltas):
        m = len(self.x)
        dw1, dw2 = np.zeros_like(self.w1), np.zeros_like(self.w2)
        db1, db2 = np.zeros_like(self.b1), np.zeros_like(self.b2)
        for x, a2, (d3, slope) in zip(self.x, self.a2, deltas):
            d2 = (self.w2.T @ d3 + slope) * a2 * (1 - a2)
            dw1 += np.outer(d2, x)
            dw2 += np.outer(d3, a2)
            db1 += d2
            db2 += d3
        return dw1 / m + WEIGHT_DECAY * self.w1, dw2 / m + WEIGHT_DECAY * self.w2, db1 / m, db2 / m

    def backprop_tiles(self):
        m = len(self.x)
        slope = self.slope(self.a2)
        dw1, dw2 = np.zeros_like(self.w1), np.zeros_like(self.w2)
        db1, db2 = np.zeros_like(self.b1), np.zeros_like(self.b2)
        for first in range(0, m, TILE):
            rows = slice(first, first + TILE)
            x, a2, a3 = self.x[rows], self.a2[rows], self.a3[rows]
            d3 = (a3 - x) * a3 * (1 - a3)  # tile x visible
            d2 = (d3 @ self.w2 + slope) * a2 * (1 - a2)  # tile x hidden
            dw1 += d2.T @ x
            dw2 += d3.T @ a2
            db1 += d2.sum(axis=0)
            db2 += d3.sum(axis=0)
        return dw1 / m + WEIGHT_DECAY * self.w1, dw2 / m + WEIGHT_DECAY * self.w2, db1 / m, db2 / m

    def backprop_whole(self, a2=None, a3=None):
        a2 = self.a2 if a2 is None else a2
        a3 = self.a3 if a3 is None else a3
        m = len(self.x)
        d3 = (a3 - self.x) * a3 * (1 - a3)  # samples x visible
        d2 = (d3 @ self.w2 + self.slope(a2)) * a2 * (1 - a2)  # samples x hidden
        return (
            d2.T @ self.x / m + WEIGHT_DECAY * self.w1,
            d3.T @ a2 / m + WEIGHT_DECAY * self.w2,
            d2.mean(axis=0),
            d3.mean(axis=0),
        )

    def step_whole(self):
        a2 = sigmoid(self.x @ self.w1.T + self.b1)
        a3 = sigmoid(a2 @ self.w2.T + self.b2)
        rho = a2.mean(axis=0)
        divergence = SPARSITY * np.log(SPARSITY / rho)
        divergence += (1 - SPARSITY) * np.log((1 - SPARSITY) / (1 - rho))
        cost = (
            ((a3 - self.x) ** 2).sum() / (2 * len(self.x))
            + WEIGHT_DECAY / 2 * ((self.w1**2).sum() + (self.w2**2).sum())
            + SPARSITY_WEIGHT * divergence.sum()
        )
        return cost, self.backprop_whole(a2, a3)


class Tuned:
    """The same formulas with preallocated memory and operations in place."""

    def __init__(self, network):
        self.net = network
        *self.visible, self.a3 = (np.empty_like(network.x) for _ in range(3))
        samples_by_hidden = len(network.x), len(network.w1)
        *self.hidden, self.a2 = (np.empty(samples_by_hidden) for _ in range(3))
        self.dw1, self.dw2 = np.empty_like(network.w1), np.empty_like(network.w2)

    def backprop(self, a2=None, a3=None):
        net = self.net
        a2 = net.a2 if a2 is None else a2
        a3 = net.a3 if a3 is None else a3
        m = len(net.x)
        d3, other = self.visible
        np.subtract(a3, net.x, out=d3)
        d3 *= a3
        np.subtract(1, a3, out=other)
        d3 *= other
        d2, other = self.hidden
        np.matmul(d3, net.w2, out=d2)
        d2 += net.slope(a2)
        d2 *= a2
        np.subtract(1, a2, out=other)
        d2 *= other
        np.matmul(d2.T, net.x, out=self.dw1)
        self.dw1 /= m
        self.dw1 += WEIGHT_DECAY * net.w1
        np.matmul(d3.T, a2, out=self.dw2)
        self.dw2 /= m
        self.dw2 += WEIGHT_DECAY * net.w2
        return self.dw1, self.dw2, d2.mean(axis=0), d3.mean(axis=0)

    @staticmethod
    def sigmoid_in_place(z):
        np.negative(z, out=z)
        np.exp(z, out=z)
        z += 1
        np.reciprocal(z, out=z)

    def step(self):
        net = self.net
        np.matmul(net.x, net.w1.T, out=self.a2)
        self.a2 += net.b1
        self.sigmoid_in_place(self.a2)
        np.matmul(self.a2, net.w2.T, out=self.a3)
        self.a3 += net.b2
        self.sigmoid_in_place(self.a3)
        rho = self.a2.mean(axis=0)
        divergence = SPARSITY * np.log(SPARSITY / rho)
        divergence += (1 - SPARSITY) * np.log((1 - SPARSITY) / (1 - rho))
        error = np.subtract(self.a3, net.x, out=self.visible[0]).ravel()
        cost = (
            error @ error / (2 * len(net.x))
            + WEIGHT_DECAY / 2 * (net.w1.ravel() @ net.w1.ravel() + net.w2.ravel() @ net.w2.ravel())
            + SPARSITY_WEIGHT * divergence.sum()
        )
        return cost, self.backprop(self.a2, self.a3)


def require_same(one, other):
    """Two forms of a gradient differ by at most the rounding error of a sum over all samples."""
    for a, b in zip(one, other):
        if not np.allclose(a, b, rtol=0, atol=SAMPLES * np.finfo(float).eps):
            raise SystemExit(
                f"two forms of a gradient must be equal, but differ by {np.max(np.abs(a - b))}"
            )


def library():
    """NumPy's description of its BLAS, and the file that this process has mapped."""
    blas = np.show_config(mode="dicts")["Build Dependencies"]["blas"]
    known = {"name": blas.get("name", "BLAS"), "version": str(blas.get("version", ""))}
    try:
        with open("/proc/self/maps") as maps:
            files = {line.split(maxsplit=5)[5].strip() for line in maps if "/" in line}
        file = next(f for f in sorted(files) if "blas" in f.rsplit("/", 1)[-1].lower())
        with open(file, "rb") as content:
            known |= {"file": file, "sha256": hashlib.file_digest(content, "sha256").hexdigest()}
    except (OSError, StopIteration, AttributeError):
        pass  # not Linux, a statically linked BLAS, or Python before 3.11
    try:
        from threadpoolctl import threadpool_info

        for pool in threadpool_info():
            if pool.get("user_api") == "blas":
                known |= {"core": pool.get("architecture"), "threads": pool.get("num_threads")}
    except ImportError:
        pass
    return known


def circumstances(facts=None):
    runtime = f"Python {platform.python_version()}, NumPy {np.__version__}"
    return {"library": LIBRARY, "runtime": runtime, "facts": facts or {}}


def print_row(question, parameters, seconds, facts=None):
    row = {"question": question, "subject": "NumPy", "parameters": parameters}
    line = {"row": row, "seconds": seconds, "circumstances": circumstances(facts)}
    print(json.dumps(line), flush=True)


def page_faults():
    """The page faults of this process; 0 if the system does not count them."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt if resource else 0


def page_faults_since(before, repetitions=1):
    """The page faults of a repetition, as facts."""
    each = (page_faults() - before) / repetitions
    return {"page faults": f"{each:.0f}"} if resource else {}


def times(operation, budget):
    """The seconds of each repetition, and the page faults of one as facts.

    Two repetitions are not timed; short operations are timed in bulk.
    """
    operation()
    start = time.perf_counter()
    operation()
    once = time.perf_counter() - start
    bulk = max(1, int(budget / REPETITIONS / once))
    seconds = []
    faults = page_faults()
    end = time.perf_counter() + budget
    while len(seconds) < 3 or time.perf_counter() < end:
        start = time.perf_counter()
        for _ in range(bulk):
            operation()
        seconds.append((time.perf_counter() - start) / bulk)
    return seconds, page_faults_since(faults, bulk * len(seconds))


def gemm(full, budget):
    random = np.random.default_rng(1)
    for n in (2, 4, 8, 16, 32, 64, 128, 256, 512, 1024) if full else (256, 512):
        for name, kind in (("DOUBLE", np.float64), ("SINGLE", np.float32)):
            if full or name == "DOUBLE":
                a = random.uniform(-1, 1, (n, n)).astype(kind)
                b = random.uniform(-1, 1, (n, n)).astype(kind)
                c = np.empty_like(a)
                print_row(
                    "gemm",
                    {"n": str(n), "precision": name},
                    *times(lambda: np.matmul(a, b, out=c), budget),
                )


def backprop(full, budget):
    network = Network(64, 25)
    tuned = Tuned(network)
    require_same(network.backprop_whole(), network.backprop_loop())
    require_same(network.backprop_whole(), tuned.backprop())
    print_row("backprop", {"form": "loop"}, *times(network.backprop_loop, budget))
    print_row("backprop", {"form": "whole"}, *times(network.backprop_whole, budget))
    print_row("backprop", {"form": "tuned"}, *times(tuned.backprop, budget))


def forms_of_backprop(budget):
    network = Network(64, 25)
    forms = {
        "asked": network.backprop_asked,
        "taken-out": network.backprop_taken_out,
        "whole": network.backprop_whole,
        "tiles": network.backprop_tiles,
    }
    for form in forms.values():
        require_same(network.backprop_loop(), form())
    for name, form in forms.items():
        print_row("forms", {"form": name}, *times(form, budget))


def step(full, budget):
    network = Network(64, 25)
    tuned = Tuned(network)
    require_same(network.step_whole()[1], tuned.step()[1])
    print_row("step", {"form": "whole"}, *times(network.step_whole, budget))
    print_row("step", {"form": "tuned"}, *times(tuned.step, budget))
    large = Network(784, 196)
    sizes = {"visible": "784", "hidden": "196"}
    print_row("step", {"form": "whole", **sizes}, *times(large.step_whole, budget))
    if full:
        print_row("step", {"form": "tuned", **sizes}, *times(Tuned(large).step, budget))


def training(samples, start, parameters):
    """Trains with SciPy and returns whether SciPy is installed."""
    try:
        from scipy.optimize import minimize
    except ImportError:
        note = "NumPy's training was not timed: SciPy is missing; pip install scipy."
        print(json.dumps({"note": note}), flush=True)
        return False
    x = np.load(samples)
    theta = np.load(start)
    visible = x.shape[1]
    hidden = (len(theta) - visible) // (2 * visible + 1)
    product = visible * hidden
    network = Network.__new__(Network)
    network.x = x

    def point_to(theta):
        network.w1 = theta[:product].reshape(hidden, visible)
        network.w2 = theta[product : 2 * product].reshape(visible, hidden)
        network.b1 = theta[2 * product : 2 * product + hidden]
        network.b2 = theta[2 * product + hidden :]

    point_to(theta)
    step = Tuned(network).step if parameters["form"] == "tuned" else network.step_whole

    def cost(theta):
        point_to(theta)
        value, gradient = step()
        return value, np.concatenate([part.ravel() for part in gradient])

    faults = page_faults()
    begin = time.perf_counter()
    # The tolerances and the number of corrections are those of dev.panblas.optimize.Lbfgs.
    options = {"maxiter": 400, "maxfun": 100_000, "maxcor": 20, "ftol": 1e-9, "gtol": 1e-6}
    result = minimize(cost, theta, jac=True, method="L-BFGS-B", options=options)
    seconds = time.perf_counter() - begin
    facts = {
        "cost": str(float(result.fun)),
        "iterations": str(result.nit),
        "evaluations": str(result.nfev),
        **page_faults_since(faults),
    }
    print_row("training", parameters, [seconds], facts)
    return True


def tuned_training(samples, start):
    training(samples, start, {"form": "tuned", THREAD_TIMEOUT: os.environ[THREAD_TIMEOUT]})


def trainings(samples, start):
    """Trains with whole arrays, then tuned in a separate process whose idle threads sleep at once.

    SciPy has its own OpenBLAS besides NumPy's. The threads of each wait for their next call without
    sleeping and thereby occupy processors that the other needs.
    """
    if training(samples, start, {"form": "whole"}):
        command = [sys.executable, *sys.argv[:4], TUNED_TRAINING]
        tuned = subprocess.run(command, env=os.environ | {THREAD_TIMEOUT: "4"})
        if tuned.returncode:
            sys.exit(tuned.returncode)


def main(form, samples, start, *questions):
    full = form == "full"
    budget = 2.0 if full else 0.3
    timed = {
        "gemm": lambda: gemm(full, budget / 2),
        "backprop": lambda: backprop(full, budget),
        "forms": lambda: forms_of_backprop(budget),
        "step": lambda: step(full, budget),
        "training": lambda: trainings(samples, start),
        TUNED_TRAINING: lambda: tuned_training(samples, start),
    }
    for question in questions or QUESTIONS:
        timed[question]()


if __name__ == "__main__":
    if len(sys.argv) < 4 or sys.argv[1] not in ("short", "full"):
        sys.exit(__doc__)
    LIBRARY = library()
    main(*sys.argv[1:])
