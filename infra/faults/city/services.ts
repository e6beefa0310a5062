import { fundingService } from '@anju/funding/service';
import { governanceService } from '@anju/governance/service';
import { participationService } from '@anju/participation/service';
import { propertyManagementService } from '@anju/property-management/service';
import { speakersOf } from '@anju/runtime/consumer';
import type { Service } from '@anju/runtime/service';

export type Name = 'governance' | 'funding' | 'participation' | 'property-management';

/** All that a city runs. */
export const services: Readonly<Record<Name, Service>> = {
  governance: governanceService,
  funding: fundingService,
  participation: participationService,
  'property-management': propertyManagementService,
};
export const names = Object.keys(services) as readonly Name[];

/** Whose events a service takes. */
export const heardBy = (name: Name): readonly Name[] => {
  const speakers = speakersOf(services[name].consumer);
  return names.filter((each) => speakers.includes(each));
};

/** One thing of each. */
export async function ofEach<T>(make: (name: Name) => Promise<T>): Promise<Readonly<Record<Name, T>>> {
  const made = names.map(async (name) => [name, await make(name)] as const);
  return Object.fromEntries(await Promise.all(made)) as Record<Name, T>;
}
