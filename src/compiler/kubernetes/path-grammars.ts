/** What Kubernetes takes as a path (pkg/apis/core/validation/validation.go). */
import type { Grammar } from './grammar.ts';

export const absolutePath: Grammar = {
  allowed: 'an absolute path',
  accepts: (text) => text.startsWith('/'),
};

/** A path inside something: it does not leave it. */
export const innerPath: Grammar = {
  allowed: 'a relative path without a step upwards',
  accepts: (text) => !text.startsWith('/') && !text.split('/').includes('..'),
};

/** The path of one file of a volume. Kubernetes keeps names that begin with ".." for itself. */
export const filePath: Grammar = {
  allowed: 'a relative path without a step upwards that does not begin with two dots',
  accepts: (text) => text !== '' && innerPath.accepts(text) && !text.startsWith('..'),
};

export const upwardFree: Grammar = {
  allowed: 'a path without a step upwards',
  accepts: (text) => text !== '' && !text.split('/').includes('..'),
};
