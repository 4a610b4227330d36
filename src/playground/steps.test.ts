import { describe, expect, it } from 'vitest';
import { Asked } from './model.test-support.ts';
import { isDone, STEPS, solved } from './steps.ts';

describe('the tutorial', () => {
  it('has six steps', () => {
    expect(STEPS).toHaveLength(6);
    expect(isDone(6, new Asked(STEPS[0]?.state as never).analysis)).toBe(false);
  });

  it.each(STEPS.map((step, at) => ({ ...step, at })))('$title', (step) => {
    const { at, state, look, read, task } = step;
    const text = state.documents.find(({ name }) => name === look.document)?.text ?? '';
    expect(text.split(look.words)).toHaveLength(2);
    expect(state.shown).toBe(look.document);
    const before = new Asked(state, at).analysis;
    const after = new Asked(solved(step), at).analysis;
    expect([before.isDone, after.isDone]).toEqual([false, true]);
    expect(before.badSettings).toEqual([]);
    expect(after.totals.words).toMatch(/ valid, 0 errors, 0 warnings$/);
    // What it speaks of is there to be seen.
    const seen =
      [before, after].map(({ output }) => output).join('\n') + JSON.stringify([state, solved(step)]);
    const names = [...[...read, ...task].join(' ').matchAll(/`([^`]+)`/g)].map(([, name = '']) => name);
    expect(names.filter((name) => !seen.includes(name))).toEqual([]);
    expect(names.length).toBeGreaterThan(0);
  });

  it('says of each step what is true before', () => {
    const refused = STEPS.map(({ state }) => new Asked(state).analysis.refused.length);
    expect(refused).toEqual([0, 0, 0, 0, 1, 0]);
    const kinds = new Asked(STEPS[0]?.state as never).analysis.objects.map(({ kind }) => kind);
    expect(kinds).toEqual(['Deployment', 'TriggerAuthentication', 'ScaledObject']);
  });

  it('offers the fix of which the fifth speaks', () => {
    const step = STEPS[4] as (typeof STEPS)[number];
    const asked = new Asked(step.state);
    const document = step.state.documents[0] as (typeof step.state.documents)[number];
    const from = document.text.indexOf('gpuu');
    const { fixes } = asked.ask({ ask: 'fixes', document, from, to: from }, 'fixes');
    expect(fixes.map(({ edits }) => edits)).toEqual([[{ from, to: from + 4, newText: 'gpu' }]]);
  });
});
