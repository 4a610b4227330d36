import { createRequire } from 'node:module';
import { Ajv } from 'ajv';
import { beforeAll, describe, expect, test } from 'vitest';
import { CASES, COMMAND_LINE, DEV, OPERATOR, STATUS, sourcesOf } from './bundles.ts';
import { billOfMaterials, licencesText, packageFolders } from './components.ts';

const require = createRequire(import.meta.url);

let ofCommandLine: readonly string[];
let ofOperator: readonly string[];
let ofStatus: readonly string[];
let ofDev: readonly string[];
let ofCases: readonly string[];
let folders: string[];

// From the source maps: what a line of the bundles comes from, whatever list of modules the build goes by.
beforeAll(async () => {
  [ofCommandLine, ofOperator, ofStatus, ofDev, ofCases] = await Promise.all([
    sourcesOf(COMMAND_LINE),
    sourcesOf(OPERATOR),
    sourcesOf(STATUS),
    sourcesOf(DEV),
    sourcesOf(CASES),
  ]);
  folders = packageFolders(
    [...ofCommandLine, ...ofOperator, ...ofStatus, ...ofDev, ...ofCases].map((source) =>
      source.replace('../', './'),
    ),
  );
}, 60_000);

describe('the bundles', () => {
  test('are five: who renders loads neither what talks to a cluster nor what runs workers', () => {
    expect(ofCommandLine.filter((source) => source.includes('src/cli/')).length).toBeGreaterThan(10);
    // layerc gateway asks a gateway; what serves, queues and filters is of other bundles. Whose
    // requests are answered is asked by layerc playground too.
    const others =
      /undici|src\/operator\/run|src\/gateway\/server\/(?!access)|core\/(?:queue|gateway)\.ts|re2js|croner/;
    expect(ofCommandLine.filter((source) => others.test(source))).toEqual([]);
    for (const sources of [ofDev, ofCases])
      expect(sources.filter((source) => /undici|src\/operator/.test(source))).toEqual([]);
    for (const sources of [ofOperator, ofStatus])
      expect(sources.filter((source) => source.includes('undici')).length).toBeGreaterThan(10);
    expect(ofStatus.filter((source) => /pino|prom-client|src\/operator\/run/.test(source))).toEqual([]);
  });
});

describe('the bill of materials', () => {
  test('is valid CycloneDX', () => {
    const folder = require.resolve('@cyclonedx/cyclonedx-library/package.json').replace('package.json', '');
    const ajv = new Ajv({ strict: false, validateFormats: false });
    const read = (name: string) => require(`${folder}res/schema/${name}`);
    for (const name of ['spdx.SNAPSHOT.schema.json', 'jsf-0.82.SNAPSHOT.schema.json'])
      ajv.addSchema(read(name), `http://cyclonedx.org/schema/${name}`);
    const validate = ajv.compile(read('bom-1.6.SNAPSHOT.schema.json'));
    expect(validate({ bomFormat: 'CycloneDX', specVersion: '1.6', components: [{}] })).toBe(false);
    validate(JSON.parse(billOfMaterials(folders)));
    expect(validate.errors).toBeNull();
  });

  test('lists every package in the bundles, with its licence and the hash that is installed', () => {
    const { components, dependencies } = JSON.parse(billOfMaterials(folders));
    const installed = folders.map((folder) => {
      const { name, version } = require(`../${folder}/package.json`);
      return `pkg:npm/${name.replace('@', '%40')}@${version}`;
    });
    expect(components.map(({ purl }: { purl: string }) => purl).sort()).toEqual(installed.sort());
    expect(folders.length).toBeGreaterThan(20);
    for (const { name, licenses, hashes } of components) {
      expect(licenses, name).toHaveLength(1);
      expect(hashes, name).toEqual([{ alg: 'SHA-512', content: expect.stringMatching(/^[0-9a-f]{128}$/) }]);
    }
    expect(dependencies).toHaveLength(folders.length + 1);
  });
});

test('the licences are those of the same packages', () => {
  const text = licencesText(folders);
  for (const folder of folders) {
    const { name, version } = require(`../${folder}/package.json`);
    expect(text).toMatch(new RegExp(`(^|-{80}\n\n)${name} ${version}\n\n\\S`));
  }
  expect(text.split('-'.repeat(80))).toHaveLength(folders.length);
});
