import type { JsonObject } from '../../json/json.ts';
import { pathOf } from '../../json/path.ts';
import { inner, isTrue, objects, text } from '../pod/constraint.ts';
import type { Pool } from '../read/pool.ts';
import type { Finding } from '../words/diagnostics.ts';
import { quoted } from '../words/phrases.ts';
import { NO_ACCOUNTS, POD_REFUSALS } from '../words/pod-refusals.ts';
import { said } from '../words/refusals.ts';
import { fitsAny } from './name-pattern.ts';
import { secretReferences } from './secret-references.ts';

/** The account of a pod that names none. */
const DEFAULT_ACCOUNT = 'default';

/** The ServiceAccount that a pod names, or whose token it mounts, where the pool does not allow it. */
export function serviceAccountFindings(pod: JsonObject, pool: Pool): readonly Finding[] {
  const named = namedAccount(pod);
  const account = named?.name ?? DEFAULT_ACCOUNT;
  if (fitsAny(account, pool.allowedServiceAccounts)) return [];
  const place = named?.pointer ?? tokenPlace(pod);
  if (place === undefined) return [];
  const words = named ? POD_REFUSALS.ServiceAccountNamed : POD_REFUSALS.ServiceAccountMounted;
  return [
    {
      pointer: place,
      ...said(words, {
        field: pathOf(pod, place),
        account: quoted(account),
        pool: quoted(pool.name),
        allowed: pool.allowedServiceAccounts.join(', ') || NO_ACCOUNTS,
      }),
    },
  ];
}

/** A ServiceAccount that is named, and whose token no container sees. */
export function unmountedTokenFindings(pod: JsonObject): readonly Finding[] {
  const named = namedAccount(pod);
  if (named === undefined || pod.automountServiceAccountToken !== false || tokenPlace(pod) !== undefined)
    return [];
  return [
    {
      pointer: named.pointer,
      message: `${pathOf(pod, named.pointer)} is ${quoted(named.name)}, but automountServiceAccountToken is false, so its token is not mounted.`,
      hint: 'Set automountServiceAccountToken: true beside it if the worker calls the Kubernetes API. Nothing to do if the account is there for its image pull secrets or for the identity that a cloud gives it.',
    },
  ];
}

/** The Secrets that a pod names and the pool does not allow. The gateway's own is there for every worker. */
export function secretFindings(pod: JsonObject, pool: Pool, gatewaySecret: string): readonly Finding[] {
  return secretReferences(pod)
    .filter(({ name }) => name !== gatewaySecret && !fitsAny(name, pool.allowedSecrets))
    .map(({ name, pointer }) => ({
      pointer,
      ...said(POD_REFUSALS.SecretNotAllowed, {
        what: `${pathOf(pod, pointer)} is ${quoted(name)}`,
        pool: quoted(pool.name),
        allowed: [...pool.allowedSecrets, gatewaySecret].join(', '),
      }),
    }));
}

function namedAccount(pod: JsonObject) {
  // The older name of the field counts where the newer one is absent.
  for (const field of ['serviceAccountName', 'serviceAccount']) {
    const name = text(pod, field);
    if (name !== undefined) return { name, pointer: `/${field}` };
  }
  return undefined;
}

/** Where a pod asks for the token of its ServiceAccount, or for a certificate in its name. */
function tokenPlace(pod: JsonObject): string | undefined {
  if (isTrue(pod, 'automountServiceAccountToken')) return '/automountServiceAccountToken';
  for (const { object, at } of objects(pod, 'volumes')) {
    const projected = inner(object, 'projected') ?? {};
    for (const { object: source, at: place } of objects(projected, 'sources')) {
      const kind = ['serviceAccountToken', 'podCertificate'].find((one) => inner(source, one) !== undefined);
      if (kind !== undefined) return `${at}/projected${place}/${kind}`;
    }
  }
  return undefined;
}
