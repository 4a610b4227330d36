import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import schema from '../../../schemas/editor/project.schema.json' with { type: 'json' };
import { run } from '../run.test-support.ts';

const FUNCTION = `apiVersion: hevlayer.com/v1alpha1
kind: Function
metadata: {name: tag, namespace: shop}
spec:
  targetNamespaces: [products]
  version: v1
  worker: {image: registry.example.com/tag:latest}
  scaling: {pool: cpu, replicas: {max: 2}}
`;

let root: string;
let outside: string;

/** A repository with a Function, in which the run takes place. */
beforeEach(() => {
  outside = realpathSync(mkdtempSync(join(tmpdir(), 'layerc-project-')));
  root = join(outside, 'repo');
  write('.git/HEAD', '');
  write('functions/tag.yaml', FUNCTION);
  work('.');
});
afterEach(() => {
  vi.restoreAllMocks();
  process.chdir(start);
  rmSync(outside, { recursive: true, force: true });
});
const start = process.cwd();

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function work(folder: string): void {
  process.chdir(join(root, folder));
}

const PROJECT = `inputs: [functions]
outDir: generated
stockPools: true
settings: {gatewayBaseUrl: "http://gateway:8080"}
`;

describe('layerc.yaml', () => {
  it('says for every command what its flags would', async () => {
    write('layerc.yaml', PROJECT);
    expect(await run(['validate'])).toMatchObject({ code: 0, stderr: '1 valid, 0 errors, 1 warning\n' });
    expect((await run(['graph'])).stdout).toContain('tag');
    expect((await run(['explain', '-o', 'json'])).stdout).toContain('http://gateway:8080');
    expect((await run(['diff', '--from', 'functions'])).code).toBe(0);
    expect((await run(['render'])).stderr).toMatch(/\ngenerated: 4 written, 0 removed, 0 unchanged\n$/);
    const fresh = {
      code: 0,
      stdout: '',
      stderr: expect.stringMatching(/ 0 to write, 0 to remove, 4 unchanged\n$/),
    };
    expect(await run(['render', '--check'])).toEqual(fresh);
    // From wherever it is asked, and whatever names the inputs.
    work('functions');
    for (const args of [[], ['.'], ['-f', 'tag.yaml'], [join(root, 'functions')], ['../functions']])
      expect(await run(['render', '--check', ...args])).toEqual(fresh);
  });

  it('gives way to flags, and flags to nothing else', async () => {
    write('layerc.yaml', PROJECT);
    const printed = await run(['render', 'functions']);
    expect(printed.stdout).toContain('value: http://gateway:8080');
    expect(await run(['render', '--out-dir', '-'])).toEqual(printed);
    expect((await run(['render', '-o', 'json'])).stdout).toContain('"kind": "List"');
    const changed = await run(['render', 'functions'], { env: { GATEWAY_BASE_URL: 'http://env' } });
    expect(changed.stdout).toContain('value: http://env');
    const flagged = await run(['render', 'functions', '--gateway-base-url', 'http://flag'], {
      env: { GATEWAY_BASE_URL: 'http://env' },
    });
    expect(flagged.stdout).toContain('value: http://flag');
    const without = await run(['render', 'functions', '--no-project']);
    expect(without).toMatchObject({ code: 1, stderr: expect.stringContaining('MissingInfraRules') });
  });

  it('makes errors of warnings', async () => {
    write('layerc.yaml', `${PROJECT}warningsAsErrors: [UnpinnedImage]\n`);
    const { code, stdout, stderr } = await run(['validate']);
    expect([code, stderr]).toEqual([1, '0 valid, 1 error, 0 warnings\n']);
    expect(stdout).toContain('functions/tag.yaml:7:19 error UnpinnedImage');
    expect((await run(['render'])).code).toBe(1);
    expect((await run(['validate', '--warnings-as-errors', ''])).code).toBe(0);
    expect((await run(['validate', '--no-project', '--stock-pools', 'functions'])).code).toBe(0);
    const args = ['validate', '--no-project', '--stock-pools', 'functions', '--warnings-as-errors'];
    expect((await run([...args, 'AmbiguousScalar,UnpinnedImage'])).code).toBe(1);
    expect(await run([...args, 'SyntaxError'])).toMatchObject({
      code: 2,
      stderr: 'layerc: --warnings-as-errors is "SyntaxError", but "SyntaxError" is no code of a warning\n',
    });
  });

  it('is no input, even where the inputs are the whole repository', async () => {
    write('layerc.yaml', PROJECT.replace('functions', '.'));
    expect((await run(['validate'])).stderr).toContain('1 valid, 0 errors, 1 warning\n');
  });

  it('is looked for up to the root of the repository, and not beyond', async () => {
    writeFileSync(join(outside, 'layerc.yaml'), 'inputs: [repo]\n');
    work('functions');
    expect(JSON.parse((await run(['config', '-o', 'json'])).stdout).project).toBe(null);
    write('layerc.yaml', PROJECT);
    expect(JSON.parse((await run(['config', '-o', 'json'])).stdout).project).toBe('../layerc.yaml');
    // An object of Kubernetes with that name is none of ours.
    write('functions/layerc.yaml', 'apiVersion: hevlayer.com/v1alpha1\nkind: LayercConfig\n');
    expect(JSON.parse((await run(['config', '-o', 'json'])).stdout).project).toBe('../layerc.yaml');
    write('functions/layerc.yaml', '# nothing\n');
    expect(JSON.parse((await run(['config', '-o', 'json'])).stdout).project).toBe('layerc.yaml');
  });

  it('is shown by layerc config, with who says what', async () => {
    write('layerc.yaml', PROJECT);
    const { stdout } = await run(['config', '--namespace', 'shop'], {
      env: { METRICS: 'x', GATEWAY_METRICS_JOB: 'g' },
    });
    expect(stdout).toContain(
      'project: layerc.yaml\ninputs: [functions] # layerc.yaml\noutDir: generated # layerc.yaml\n',
    );
    expect(stdout).toContain('  gatewayBaseUrl: http://gateway:8080 # layerc.yaml\n');
    expect(stdout).toContain('  metricsJob: g # GATEWAY_METRICS_JOB in the environment\n');
    expect(stdout).toContain('  namespace: shop # --namespace\n');
  });
});

describe('a layerc.yaml that cannot be used', () => {
  it.each([
    [
      'inputs: [../repo]',
      'layerc.yaml:1:10 error ProjectPathOutside: inputs[0] is "../repo", which leads upwards.',
    ],
    ['inputs: [functions/../..]', 'ProjectPathOutside: inputs[0] is "functions/../..", which leads upwards.'],
    ['outDir: /etc', 'layerc.yaml:1:9 error ProjectPathOutside: outDir is "/etc", which is absolute.'],
    ["outDir: 'C:\\x'", 'ProjectPathOutside: outDir is "C:\\\\x", which is absolute.'],
    ['inputs: ["-"]', 'ProjectPathOutside: inputs[0] is "-", which stands for standard input.'],
    ['inputs: ["a\\0"]', 'ProjectPathOutside: inputs[0] is "a\\u0000", which is no path.'],
    ['outDir: .git/hooks', 'ProjectPathOutside: outDir is ".git/hooks", which leads into a folder of git'],
    ['inputs: [link]', 'ProjectPathOutside: inputs[0] is "link", which is reached by a link that leads out'],
    [
      'outDir: link/new/folder',
      'ProjectPathOutside: outDir is "link/new/folder", which is reached by a link',
    ],
    ['input: [a]', 'layerc.yaml:1:1 error UnknownField: The object has no field "input".'],
    ['inputs: a', 'layerc.yaml:1:9 error InvalidType: inputs is "a", but must be a list.'],
    [
      'settings: {kubernetesVersion: 1.30}',
      'InvalidType: settings.kubernetesVersion is 1.30, but must be a string.',
    ],
    [
      'settings: {kubernetesVersion: "1.12"}',
      'InvalidValue: settings.kubernetesVersion is "1.12", but must be a version',
    ],
    [
      'settings: {gatewayBaseUrl: "http://u:p@x"}',
      'InvalidValue: settings.gatewayBaseUrl is "http://…@x" with a user name',
    ],
    [
      'warningsAsErrors: [UnpinedImage]',
      'InvalidValue: warningsAsErrors[0] is "UnpinedImage", which is no code of a warning.',
    ],
    [
      `inputs: [${'a, '.repeat(101)}]`,
      'OutOfRange: inputs is a list of 101 items, but must be a list of at most 100 items.',
    ],
    [`outDir: ${'a'.repeat(1025)}`, 'OutOfRange: outDir is 1025 characters long'],
    [`# ${'a'.repeat(65_536)}`, 'layerc.yaml error UnusableProject: The path holds more than 64 KiB.'],
    ['a: 1\n---\nb: 2', 'layerc.yaml error UnusableProject: The file holds 2 documents, but must hold one.'],
    ['a: b: c', 'layerc.yaml:1:4 error SyntaxError'],
    ['- a', 'InvalidType: The object is a list of 1 item, but must be a mapping.'],
    ['&a [*a]', 'SyntaxError'],
  ])('%#: %.40s', async (text, said) => {
    symlinkSync(outside, join(root, 'link'));
    write('layerc.yaml', `${text}\n`);
    for (const args of [['validate'], ['config'], ['render', '--check'], ['render', 'functions']]) {
      const { code, stdout, stderr } = await run(args);
      expect([args, code]).toEqual([args, 1]);
      expect(args[0] === 'validate' ? stdout : stderr).toContain(said);
    }
    // It is said beside its line.
    const github = await run(['validate', '--diagnostics', 'github']);
    expect(github.stdout).toMatch(/^::error file=layerc.yaml/);
  });

  it.each(['layerc.yml', '.layerc.yaml'])('because it is called %s', async (name) => {
    write(name, 'inputs: [functions]\n');
    const { code, stdout } = await run(['validate']);
    expect(code).toBe(1);
    expect(stdout).toContain(
      `${name} error UnusableProject: The path is not read, since the project file is`,
    );
    expect((await run(['validate', '--no-project', 'functions'])).stdout).not.toContain('UnusableProject');
    write(name, 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n');
    expect((await run(['validate', 'functions'])).stdout).not.toContain('UnusableProject');
  });

  it('because of a setting that is wrong, which is named alone', async () => {
    write('layerc.yaml', 'inputs: [functions]\nsettings: {gatewayBaseUrl: "ftp://x"}\n');
    const { stdout } = await run(['validate']);
    expect(stdout).toContain('settings.gatewayBaseUrl is "ftp://x"');
    expect(stdout).not.toContain('metricsServer');
  });

  it.each(['a link', 'a folder'])('because it is %s', async (what) => {
    if (what === 'a folder') mkdirSync(join(root, 'layerc.yaml'));
    else {
      writeFileSync(join(outside, 'secret.yaml'), 'password: 12345\n');
      symlinkSync(join(outside, 'secret.yaml'), join(root, 'layerc.yaml'));
    }
    const { code, stdout } = await run(['validate']);
    expect(code).toBe(1);
    expect(stdout).toContain('layerc.yaml error UnusableProject: The path is no regular file');
    expect(stdout).not.toContain('password');
  });
});

it('its published schema takes what the command takes', async () => {
  const valid = new Ajv({ strict: false }).compile(schema);
  expect(JSON.parse((await run(['schema', 'project'])).stdout)).toEqual(schema);
  expect(
    valid({ inputs: ['a'], outDir: 'b', warningsAsErrors: [], settings: { kubernetesVersion: '1.31' } }),
  ).toBe(true);
  for (const wrong of [[], { input: [] }, { inputs: [] }, { settings: { kubernetesVersion: 1.3 } }])
    expect(valid(wrong)).toBe(false);
});
