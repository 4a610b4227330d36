/** Whether a resource is a device, such as nvidia.com/gpu: of a domain of its own, not of kubernetes.io. */
export function isExtendedResource(name: string): boolean {
  return name.includes('/') && !name.includes('kubernetes.io/');
}
