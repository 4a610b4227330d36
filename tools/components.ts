/** What is said of the packages in the bundles: their licences, and a bill of materials in CycloneDX. */
import { readdirSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { Contrib, Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';

const { FromNodePackageJson, License } = Contrib;

// The build knows licences by their SPDX names; one that is an expression is passed on as the package has it.
const licences = new License.Factories.LicenseFactory(() => false);
const components = new FromNodePackageJson.Builders.ComponentBuilder(
  new FromNodePackageJson.Factories.ExternalReferenceFactory(),
  licences,
);

/** The folders of the packages that modules are from, each once, in order. */
export function packageFolders(modules: readonly string[]): string[] {
  const folders = modules.flatMap((path) => /.*\bnode_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[0] ?? []);
  return [...new Set(folders)].sort();
}

/** LICENCES.txt: name, version and licence of each package. */
export function licencesText(folders: readonly string[]): string {
  return folders.map(licenceOf).join(`\n${'-'.repeat(80)}\n\n`);
}

function licenceOf(folder: string): string {
  const file = readdirSync(folder).find((name) => /^licen[cs]e(-\w+)?(\.(md|txt))?$/i.test(name));
  if (file === undefined) throw new Error(`${folder} has no licence to pass on`);
  const { name, version } = packageOf(folder);
  return `${name} ${version}\n\n${readFileSync(`${folder}/${file}`, 'utf8').trim()}\n`;
}

/**
 * The bill of materials, as JSON. It has neither a time nor a serial number: the same sources and packages make the
 * same bytes.
 */
export function billOfMaterials(folders: readonly string[]): string {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const bom = new Models.Bom();
  const product = componentOf('.', Enums.ComponentType.Application);
  bom.metadata.component = product;
  for (const folder of folders) {
    const component = componentOf(folder, Enums.ComponentType.Library);
    const { integrity } = packages[relative('.', folder)];
    component.hashes.set(...FromNodePackageJson.Utils.parsePackageIntegrity(integrity));
    bom.components.add(component);
    product.dependencies.add(component.bomRef);
  }
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`;
}

function componentOf(folder: string, type: Enums.ComponentType): Models.Component {
  const { name, version, ...rest } = packageOf(folder);
  const component = components.makeComponent({ name, version, ...rest }, type);
  if (component === undefined) throw new Error(`${folder} has no name`);
  component.purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  component.bomRef.value = component.purl;
  return component;
}

function packageOf(folder: string): { readonly name: string; readonly version: string } {
  return JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
}
