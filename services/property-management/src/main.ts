import { runService } from '@anju/runtime/run-service';
import { propertyManagementService } from './service';

void runService(propertyManagementService, process.env, process.argv);
