"""The deployer reads CloudFormation's short forms, and zips the same way every time."""

import pathlib
import tempfile
import unittest

from deploy import bundle, load_template


class Template(unittest.TestCase):
    def load(self, text: str) -> dict:
        with tempfile.NamedTemporaryFile("w", suffix=".yaml") as file:
            file.write(text)
            file.flush()
            return load_template(pathlib.Path(file.name))

    def test_short_forms_become_long_ones(self):
        loaded = self.load("a: !Ref B\nc: !GetAtt D.E.F\ng: !If [H, !Sub '${I}', !Ref J]\nk: {Condition: !Condition L}")
        self.assertEqual(loaded["a"], {"Ref": "B"})
        self.assertEqual(loaded["c"], {"Fn::GetAtt": ["D", "E.F"]})
        self.assertEqual(loaded["g"], {"Fn::If": ["H", {"Fn::Sub": "${I}"}, {"Ref": "J"}]})
        self.assertEqual(loaded["k"], {"Condition": {"Condition": "L"}})


class Bundle(unittest.TestCase):
    def test_the_same_binary_gives_the_same_bytes(self):
        with tempfile.NamedTemporaryFile() as file:
            file.write(b"\x7fELF" * 1000)
            file.flush()
            self.assertEqual(bundle(pathlib.Path(file.name)), bundle(pathlib.Path(file.name)))
