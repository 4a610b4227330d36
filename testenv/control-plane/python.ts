import { join } from 'node:path';
import { runCommand } from './command.ts';
import { type PythonSource, pinFolder } from './sources.ts';

const hint =
  "python3 is not on PATH. Python 3.10 or newer runs hev's SDK and pre-commit in the tests of both.";

/** Makes a virtual environment with the pinned packages. Returns the version of Python. */
export async function buildPython(source: PythonSource, target: string): Promise<string> {
  const options = { cwd: pinFolder(source), hint };
  const venv = join(target, 'venv');
  await runCommand('python3', ['-m', 'venv', venv], options);
  const python = join(venv, 'bin', 'python');
  // Only `bin/python` is used later: pip writes the folder's present name into its scripts.
  await runCommand(
    python,
    ['-m', 'pip', 'install', '--disable-pip-version-check', '-r', 'requirements.txt'],
    options,
  );
  return (await runCommand(python, ['--version'], options)).trim();
}
