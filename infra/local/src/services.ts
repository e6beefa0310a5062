import { fundingService } from '@anju/funding/service';
import { governanceService } from '@anju/governance/service';
import { participationService } from '@anju/participation/service';
import { propertyManagementService } from '@anju/property-management/service';
import type { Service } from '@anju/runtime/service';

/** All that make a city. */
export const services: readonly Service[] = [
  governanceService,
  fundingService,
  participationService,
  propertyManagementService,
];
