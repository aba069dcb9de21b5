"""What is wrong in a strategy: the rules, and settings, allows, packs and baselines that say
which of their findings count. Knows no report and no disk.
"""
