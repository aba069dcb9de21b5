"""How the weights of the judge of wording are trained; `train_wording.py` runs it."""
