import type { Io } from './streams/io.ts';

/** Stands for the operator in the executable file, which has none: it is tested with Node, and the image has that. */
export async function runOperator(_: unknown, { stderr }: Io): Promise<2> {
  stderr.write(
    'layerc: this file has no operator; the image and the npm package have it (docs/install.md), and this file prints what runs the image: layerc manifests --image IMAGE\n',
  );
  return 2;
}
