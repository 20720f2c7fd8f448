"""What holds for every demo: worked values, steps, outputs, slips, workings."""

import numpy as np
import pytest

from tutor import demos

STEPS = {  # as in the contract, and in the brief for the others
    "attention": "scores weights y",
    "batchnorm": "mu var x_hat y",
    "bidirectional": "forth back y",
    "bptt": "h loss dh da w_part u_part dL_dw dL_du",
    "clipping": "norms by_norm by_value global_norm globally",
    "gru": "r z n h",
    "seq2seq": "h",
    "cell": "kept written c_new h",
    "feedforward": "a_1 h_1 a_2 y",
    "forget": "kept half_life",
    "layernorm": "mu var x_hat y",
    "lstm": "i f g o kept written c h",
    "norms": "mu var layer_y ms rms rms_y",
    "placements": "none post pre output_norm peri deepnorm",
    "postnorm": "f r mu var x_hat y",
    "prenorm": "mu var x_hat n f y",
    "rmsnorm": "ms rms x_hat y",
    "rnn": "a h",
    "size": "blocks input_weights recurrent_weights bias_weights parameters macs",
}
INPUTS = {
    "attention": "q k v",
    "batchnorm": "x gamma beta eps",
    "bidirectional": "x W_x W_h b V_x V_h d",
    "bptt": "x h_0 w u",
    "clipping": "g limit",
    "gru": "x h_0 W_r W_z W_n U_r U_z U_n b_r b_z b_n d_n",
    "seq2seq": "x W_x W_h b U_y U_s d V n",
    "cell": "f c i g o",
    "feedforward": "x W_1 b_1 W_2 b_2",
    "forget": "f n",
    "layernorm": "x gamma beta eps",
    "lstm": "x h_0 c_0 W_i W_f W_g W_o U_i U_f U_g U_o b_i b_f b_g b_o",
    "norms": "x gamma beta eps",
    "placements": "x W gamma beta eps norm",
    "postnorm": "x W gamma beta eps norm",
    "prenorm": "x W gamma beta eps norm",
    "rmsnorm": "x gamma eps",
    "rnn": "x h_0 W_x W_h b",
    "size": "cell n m biases",
}
every_demo = pytest.mark.parametrize("name", demos.names())


def default_run(name: str) -> demos.Trace:
    demo = demos.load(name)
    return demos.run(demo, demos.resolve(demo, {}))


@every_demo
def test_id_inputs_and_steps_are_those_promised(name: str) -> None:
    demo, trace = demos.load(name), default_run(name)
    assert demo.id == trace.demo == name
    assert list(trace.inputs) == list(demo.inputs) == INPUTS[name].split()
    first = [step.name for step in trace.steps if step.t in (None, 1)]
    assert first == STEPS[name].split()


@every_demo
def test_worked_values_are_met(name: str) -> None:
    demo, trace = demos.load(name), default_run(name)
    told = {(step.name, step.t): step.value for step in trace.steps}
    assert {key[0] for key in demo.worked} == {step.name for step in trace.steps}
    for key, value in demo.worked.items():
        assert np.shape(told[key]) == np.shape(value)
        assert told[key] == pytest.approx(np.array(value), abs=5e-5), key


@every_demo
def test_every_slip_has_the_same_steps_and_other_numbers(name: str) -> None:
    # Drawn inputs: with the friendly ones (gain 1, shift 0) some slips change nothing.
    demo = demos.load(name)
    given = {"forget": {"n": 3}, "clipping": {"g": [[0.3, 0.4], [3, 4]], "limit": 1}}
    inputs = demos.resolve(demo, given.get(name, {}), seed=5)
    right = demos.run(demo, inputs)
    for slip_id in demo.slips:
        wrong = demos.slip(demo, inputs, slip_id)
        assert [(s.name, s.t) for s in wrong.steps] == [(s.name, s.t) for s in right.steps]
        assert all(step.inplace is None for step in wrong.steps)
        assert any(not np.array_equal(wrong.outputs[key], right.outputs[key]) for key in right.outputs), slip_id


@every_demo
def test_running_leaves_inputs_and_defaults_alone(name: str) -> None:
    demo = demos.load(name)
    inputs = demos.resolve(demo, {})
    before = {key: np.copy(value) for key, value in inputs.items()}
    demos.run(demo, inputs)
    for key, value in inputs.items():
        assert np.array_equal(before[key], value)
        if isinstance(value, np.ndarray):
            value[...] = 99
    assert all(np.array_equal(before[key], value) for key, value in demos.resolve(demo, {}).items())


def test_outputs_over_time_are_stacked_and_the_last_memory_stands_alone() -> None:
    trace = default_run("lstm")
    assert trace.outputs["h"][1].tolist() == trace.step("h", 2).value.tolist()
    assert trace.outputs["c_T"].tolist() == trace.step("c", 3).value.tolist()
    assert trace.step("h", 4) is None and trace.step("h") is None


def test_rnn_without_memory_repeats_itself() -> None:  # N3: x = 1 three times
    demo = demos.load("rnn")
    inputs = demos.resolve(demo, {"x": [[1], [1], [1]]})
    h = np.array([[0.4621, -0.1974], [0.6910, -0.3892], [0.7674, -0.5166]])
    assert demos.run(demo, inputs).outputs["h"] == pytest.approx(h, abs=5e-5)
    assert demos.slip(demo, inputs, "ignores-memory").outputs["h"] == pytest.approx(h[[0, 0, 0]], abs=5e-5)


@pytest.mark.parametrize(
    ("name", "y"), [("postnorm", [0.5071, 0.5071, 1.8593, 0.1690]), ("prenorm", [1.7303, 2.3651, 5.9212, 2.9046])]
)
def test_placements_with_rmsnorm_tell_its_statistics(name: str, y: list[float]) -> None:  # N13
    demo = demos.load(name)
    trace = demos.run(demo, demos.resolve(demo, {"norm": "rmsnorm"}))
    assert [step.name for step in trace.steps] == STEPS[name].replace("mu var", "ms rms").split()
    assert trace.outputs["y"] == pytest.approx(y, abs=5e-5)


def test_norms_side_by_side_work_on_rows() -> None:  # N12
    demo = demos.load("norms")
    trace = demos.run(demo, demos.resolve(demo, {"x": [[1, 2, 3], [4, 6, 8], [7, 10, 1]]}))
    assert trace.step("mu").value.tolist() == [2, 6, 6]
    expected = np.array([[-1.2247, 0, 1.2247], [-1.2247, 0, 1.2247], [0.2673, 1.0690, -1.3363]])
    assert trace.outputs["layer_y"] == pytest.approx(expected, abs=5e-5)
    assert trace.step("ms").value == pytest.approx([14 / 3, 116 / 3, 50], rel=1e-12)


@pytest.mark.parametrize(
    ("f", "kept", "half_life"),
    [
        (0.5, 9.766e-4, 1),
        (0.9, 0.3487, 6.58),
        (0.95, 0.5987, 13.51),
        (0.99, 0.9044, 68.97),
        (0.999, 0.9900, 692.80),
        (1, 1, np.inf),
    ],
)
def test_forgetting_after_ten_steps(f: float, kept: float, half_life: float) -> None:  # N5, N9
    demo = demos.load("forget")
    outputs = demos.run(demo, demos.resolve(demo, {"f": f})).outputs
    assert outputs["kept"] == pytest.approx(kept, rel=2e-4)
    assert outputs["half_life"] == pytest.approx(half_life, rel=1e-3)
