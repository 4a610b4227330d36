import { describe, expect, it } from 'vitest';
import { run } from '../cli/run.test-support.ts';
import { KUBERNETES_VERSIONS, readSettings, SETTINGS } from '../compiler/index.ts';
import { formFields, giverOf, readForm } from './form.ts';
import { PLAIN_FORM } from './state.ts';

describe('the form', () => {
  it('has a field for each setting, and says what --help says', async () => {
    const fields = formFields();
    expect(fields.map(({ name }) => name)).toEqual([
      ...Object.keys(SETTINGS),
      'warningsAsErrors',
      'stockPools',
    ]);
    const { stdout } = await run(['render', '--help']);
    const help = stdout.replace(/\s+/g, ' ');
    for (const { flag, help: said } of fields)
      for (const words of [flag, said]) expect(help).toContain(words);
  });

  it('names them in words', () => {
    const labels = formFields().map(({ label }) => label);
    expect(labels).toContain('Gateway base URL');
    expect(labels).toContain('Kubernetes version');
    expect(labels).toContain('Warnings as errors');
  });

  it('offers what may be chosen, all of it good', () => {
    const versions = formFields().find(({ name }) => name === 'kubernetesVersion');
    expect(versions).toMatchObject({ kind: 'choice', choices: KUBERNETES_VERSIONS });
    for (const kubernetesVersion of versions?.choices ?? [])
      expect(readSettings({ kubernetesVersion }).problems).toEqual([]);
    const warnings = formFields().find(({ name }) => name === 'ignoreWarnings')?.choices ?? [];
    const all = warnings.join(',');
    expect(readForm({ ...PLAIN_FORM, settings: { ignoreWarnings: all }, warningsAsErrors: all }).bad).toEqual(
      [],
    );
    expect(warnings.length).toBeGreaterThan(20);
  });

  it('left empty means the defaults', () => {
    const { terms, bad } = readForm(PLAIN_FORM);
    expect(bad).toEqual([]);
    expect(terms).toEqual({ settings: readSettings({}).settings, stockPools: false, warningsAsErrors: [] });
    expect(giverOf(PLAIN_FORM)('namespace')).toBe('default');
    expect(giverOf({ ...PLAIN_FORM, settings: { namespace: 'a' } })('namespace')).toBe('--namespace');
  });
});
