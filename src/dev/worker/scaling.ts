/** How many workers there should be, by the numbers of the ScaledObject: what KEDA and the HPA would want. */
import { isArray, isObject, type Json, type JsonObject } from '../../json/json.ts';

export interface Scaling {
  readonly min: number;
  readonly max: number;
  /** Pending rows for each worker; absent where no queue counts. */
  readonly threshold: number | undefined;
  readonly windows: readonly Window[];
  readonly cooldownMs: number;
  readonly stabilizationMs: number;
}

/** A time of the day that wakes workers. */
export interface Window {
  readonly start: string;
  readonly end: string;
  readonly replicas: number;
}

/** The numbers of a compiled Function. Without a ScaledObject its Deployment says how many there are. */
export function scalingOf(objects: readonly JsonObject[]): Scaling {
  const specOf = (kind: string) => {
    const spec = objects.find((object) => object.kind === kind)?.spec;
    return isObject(spec) ? spec : undefined;
  };
  const scaled = specOf('ScaledObject');
  const replicas = numberOf(specOf('Deployment')?.replicas, 1);
  if (scaled === undefined)
    return {
      min: replicas,
      max: replicas,
      threshold: undefined,
      windows: [],
      cooldownMs: 0,
      stabilizationMs: 0,
    };
  const triggers = isArray(scaled.triggers) ? scaled.triggers.filter(isObject) : [];
  const metadataOf = (type: string) =>
    triggers.flatMap((one) => (one.type === type && isObject(one.metadata) ? [one.metadata] : []));
  const [queue] = metadataOf('prometheus');
  return {
    min: numberOf(scaled.minReplicaCount, 0),
    max: numberOf(scaled.maxReplicaCount, 100),
    threshold: queue === undefined ? undefined : numberOf(queue.threshold, 1),
    windows: metadataOf('cron').map(({ start, end, desiredReplicas }) => ({
      start: String(start),
      end: String(end),
      replicas: numberOf(desiredReplicas, 1),
    })),
    cooldownMs: numberOf(scaled.cooldownPeriod, 300) * 1000,
    stabilizationMs: stabilizationOf(scaled) * 1000,
  };
}

function stabilizationOf(scaled: JsonObject): number {
  let here: Json | undefined = scaled;
  for (const key of ['advanced', 'horizontalPodAutoscalerConfig', 'behavior', 'scaleDown']) {
    here = isObject(here) ? here[key] : undefined;
  }
  if (!isObject(here)) return 300;
  return here.selectPolicy === 'Disabled'
    ? Number.POSITIVE_INFINITY
    : numberOf(here.stabilizationWindowSeconds, 300);
}

function numberOf(value: Json | undefined, fallback: number): number {
  const number = Number(value ?? fallback);
  return Number.isFinite(number) ? number : fallback;
}

/** What is remembered between two looks. */
export class Scaler {
  scaling: Scaling;
  #activeAt = Number.NEGATIVE_INFINITY;
  #wishes: { readonly at: number; readonly wish: number }[] = [];
  #current = 0;

  constructor(scaling: Scaling) {
    this.scaling = scaling;
    this.#current = scaling.min;
  }

  /** The number of workers now. `speed` shortens the waits before there are fewer. */
  wanted(pending: number, isOpen: (window: Window) => boolean, now: number, speed: number): number {
    const { min, max, threshold, windows, cooldownMs, stabilizationMs } = this.scaling;
    // The HPA goes to a smaller maximum at once, whatever its windows and policies say.
    this.#current = Math.min(this.#current, max);
    const open = windows.filter(isOpen);
    const byQueue = threshold === undefined ? 0 : Math.ceil(pending / threshold);
    const isActive = open.length > 0 || (threshold !== undefined && pending > 0);
    if (isActive) this.#activeAt = now;
    const wish = Math.min(max, Math.max(min, byQueue, ...open.map(({ replicas }) => replicas)));
    this.#wishes = this.#wishes.filter(({ at }) => at > now - stabilizationMs / speed);
    this.#wishes.push({ at: now, wish });
    if (!isActive && min === 0 && now - this.#activeAt >= cooldownMs / speed) {
      // The step to zero is KEDA's, and no window of the HPA holds it up.
      this.#wishes = [];
      this.#current = 0;
    } else if (wish > this.#current) this.#current = wish;
    else {
      // Of several wishes in the window the largest counts, and one worker stays until the cooldown is over.
      const held = Math.max(...this.#wishes.map((one) => one.wish), this.#current > 0 && min === 0 ? 1 : min);
      this.#current = Math.min(this.#current, held);
    }
    return this.#current;
  }

  /** What KEDA and the HPA would ask for at once, whatever there was before. */
  instant(pending: number): number {
    const { min, max, threshold } = this.scaling;
    return threshold === undefined ? min : Math.min(max, Math.max(min, Math.ceil(pending / threshold)));
  }
}
