"""How much of an answer one body has written to many others as well.

A hint, not a verdict: «Мусор убран, фото прилагаем» is a template and may be an honest, full
answer. The share says where to read on, not who answers badly.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tsur_nlp.errors import InputError
from tsur_nlp.respond.boilerplate.skeletons import skeleton

if TYPE_CHECKING:
    import pandas as pd

MIN_ANSWERS = 5
"""A sentence that a body has written in so many answers is shared."""

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def boilerplate(answers: Sequence[str], bodies: Sequence[str]) -> pd.DataFrame:
    """Return for every answer its template, how often that was sent, and the shared part.

    ``template_id`` names the skeleton of the whole answer, ``template_size`` counts the answers of
    any body that have it, ``boilerplate_share`` is the part of the answer's sentences that the same
    body wrote in `MIN_ANSWERS` answers or more. An answer of formulas only, or none, has no
    template: '', 0 and NaN.

    Raises:
        InputError: there are not as many bodies as answers.
    """
    import pandas as pd

    if len(answers) != len(bodies):
        raise InputError(f"{len(answers)} answers, {len(bodies)} bodies: give one for each")
    text_of, texts = pd.factorize(np.asarray(answers, dtype=object))
    body_of, _ = pd.factorize(np.asarray(bodies, dtype=object))
    skeletons = [skeleton(text) for text in texts]
    names = np.array([_template_id(bones) for bones in skeletons], dtype=object)
    template = pd.Series(names[text_of] if len(names) else names, dtype=object)
    size = template.map(template.value_counts()).where(template.ne(""), 0)
    share = _shares(skeletons, text_of.astype(np.int64), body_of.astype(np.int64))
    columns = {"template_id": template, "template_size": size.astype("int64")}
    return pd.DataFrame({**columns, "boilerplate_share": share})


def template_use(rows: pd.DataFrame, bodies: Sequence[str]) -> pd.DataFrame:
    """Return for every body its answers, the part that is nothing but template, the mean share.

    ``rows`` is what `boilerplate` gave; the busiest body comes first.
    """
    import pandas as pd

    said = rows.reset_index(drop=True).assign(body=pd.Series(list(bodies), dtype=object))
    said = said.loc[said["boilerplate_share"].notna()]
    said = said.assign(pure=said["boilerplate_share"].eq(1.0))
    use = said.groupby("body", as_index=False).agg(
        answers=("pure", "size"),
        pure_share=("pure", "mean"),
        mean_share=("boilerplate_share", "mean"),
    )
    order = ["answers", "body"]
    return use.sort_values(order, ascending=[False, True], ignore_index=True)


def _template_id(bones: Sequence[str]) -> str:
    if not bones:
        return ""
    return hashlib.blake2b("\n".join(bones).encode(), digest_size=6).hexdigest()


def _shares(skeletons: Sequence[Sequence[str]], text_of: Ints, body_of: Ints) -> Floats:
    """Return for every answer the part of its sentences that its body wrote to many.

    Rows that repeat one text of one body are looked at once, with their number.
    """
    import pandas as pd

    rows = pd.DataFrame({"body": body_of, "text": text_of})
    sent = rows.groupby(["body", "text"], sort=False).size().rename("sent").reset_index()
    length = np.array([len(bones) for bones in skeletons], dtype=np.int64)
    flat = np.array([sentence for bones in skeletons for sentence in bones], dtype=object)
    text = np.repeat(np.arange(len(skeletons)), length)
    said = pd.DataFrame({"text": text, "sentence": pd.factorize(flat)[0]})
    uses = sent.merge(said, on="text")
    once = uses.drop_duplicates()  # a sentence written twice in an answer is in one answer
    number = once.groupby(["body", "sentence"], sort=False)["sent"].sum().rename("number")
    uses["shared"] = uses.join(number, on=["body", "sentence"])["number"].ge(MIN_ANSWERS)
    share = uses.groupby(["body", "text"], sort=False)["shared"].mean().rename("share")
    return rows.join(share, on=["body", "text"])["share"].to_numpy(float)
