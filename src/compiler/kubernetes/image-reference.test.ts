import { describe, expect, it } from 'vitest';
import { imageFault, movingTag } from './image-reference.ts';

const HEX = 'a'.repeat(64);

describe('imageFault', () => {
  it.each([
    'python',
    'python:3.13',
    'library/python',
    'ghcr.io/hev/tag:1.4.0',
    'localhost/tag',
    'localhost:5000/team/tag:v1',
    'registry:5000/tag',
    '[2001:db8::1]:5000/tag:1',
    'UPPER.example.com/tag:V1',
    'UPPER/tag',
    `host.example.com/a/b__c/d-e.f_g:1@sha256:${HEX}`,
    `tag@sha256:${HEX}`,
    'a--b/c:_x',
  ])('takes %s', (text) => {
    expect(imageFault(text)).toBeUndefined();
  });

  it.each([
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a shell's
    ['${IMAGE}', 'holds the shell placeholder ${IMAGE}'],
    ['registry.example.com/tag:$TAG', 'holds the shell placeholder $TAG'],
    ['{{ .Values.image }}', 'holds the Helm placeholder {{ .Values.image }}'],
    ['x:{{ .Values.tag', 'holds the Helm placeholder {{ .Values.tag'],
    ['tag:$(VERSION)', 'holds the placeholder $(VERSION)'],
    ['<image>', 'holds the placeholder <image>'],
    ['host/x:%TAG%', 'holds the placeholder %TAG%'],
    ['https://host/x:1', 'begins with the scheme https://'],
    ['docker://host/x:1', 'begins with the scheme docker://'],
    ['\u201chost/x:1\u201d', 'holds the typographic quote \u201c'],
    ["'host/x:1'", 'holds a quote'],
    ['host/x:1 ', 'ends with a blank'],
    ['\u00a0host/x:1', 'begins with a blank'],
    ['host/x :1', 'holds a blank'],
    ['host.io/Team/x:1', 'has capitals in "Team"'],
    ['Python', 'has capitals in "Python"'],
    ['host/x:', 'has an empty tag'],
    ['host/x@', 'ends with an empty digest'],
    ['host/x@sha256:12', 'has the digest "sha256:12"'],
    ['host/x:a:b', 'has the tag "a:b"'],
    ['host/x:-1', 'has the tag "-1"'],
    ['host/x//y', 'has an empty part between slashes'],
    ['/x', 'has an empty part between slashes'],
    ['host/x_-y', 'has "x_-y" in its path'],
    ['-host.io/x', 'has the host "-host.io"'],
    ['host.io/', 'has an empty part between slashes'],
    [':1', 'names no image'],
    [HEX, 'is the id of an image and no name'],
    [`host.io/${'a'.repeat(260)}`, 'has a name of more than 255 characters'],
  ])('refuses %s', (text, problem) => {
    expect(imageFault(text)?.problem).toBe(problem);
  });
});

it.each([
  ['x', 'none'],
  ['host:5000/x', 'none'],
  ['x:latest', 'latest'],
  ['x:1', undefined],
  [`x:latest@sha256:${HEX}`, undefined],
] as const)('movingTag of %s is %s', (text, tag) => {
  expect(movingTag(text)).toBe(tag);
});
