import { expect, test } from 'vitest';
import type { StockFates } from '../model/stock.ts';
import { buildArtifacts } from './index.ts';
import { sampleBuild, samplePack } from './fixture.ts';
import { replacedBy, stockEntries } from './stock.ts';

const fates: StockFates = new Map([
  ['it-compliance/os_version', { successors: ['host-inventory/listening_ports'], note: 'Less of it.' }],
  ['it-compliance/kernel_info', { successors: ['host-inventory/listening_ports', 'host-inventory/gone'] }],
  ['vuln-management/portage_packages', { dropped: 'no-question', because: 'Nobody asks.', instead: ['host-inventory/listening_ports'] }],
]);

test('columns are told apart by name, over all successors together', () => {
  const columns: Readonly<Record<string, string[]>> = { 'host-inventory/listening_ports': ['name', 'port'], 'host-inventory/gone': ['version'] };
  const [kernel, system, dropped] = stockEntries(fates, (reference) => columns[reference] ?? []);
  expect(kernel).toMatchObject({ logName: 'pack_it-compliance_kernel_info', kept: ['version'], gone: ['arguments', 'path', 'device'], added: ['name', 'port'] });
  expect(system).toMatchObject({ successors: [{ pack: 'host-inventory', query: 'listening_ports', logName: 'pack_host-inventory_listening_ports' }], kept: ['name'], added: ['port'] });
  expect(dropped).toMatchObject({ successors: [], kept: [], gone: [], added: [], instead: [{ query: 'listening_ports' }] });
});

test('a query is asked which stock queries it replaces; one that looks for the behaviour replaces none', () => {
  expect(replacedBy(fates, 'host-inventory/listening_ports')).toEqual(['it-compliance/os_version', 'it-compliance/kernel_info']);
  expect(replacedBy(fates, 'host-inventory/other')).toEqual([]);
});

test('the catalogue tells the same to programs', () => {
  const catalogue = JSON.parse(buildArtifacts([sampleBuild(samplePack())], fates).get('catalog.json')!) as { stock: Record<string, unknown>[] };
  const port = { pack: 'host-inventory', name: 'listening_ports', log_name: 'pack_host-inventory_listening_ports' };
  expect(catalogue.stock[1]).toMatchObject({ pack: 'it-compliance', name: 'os_version', log_name: 'pack_it-compliance_os_version', successors: [port], columns: { kept: [], added: ['port'] }, note: 'Less of it.' });
  expect(catalogue.stock[2]).toEqual({ pack: 'vuln-management', name: 'portage_packages', log_name: 'pack_vuln-management_portage_packages', dropped: 'no-question', because: 'Nobody asks.', instead: [port] });
  expect(JSON.parse(buildArtifacts([sampleBuild(samplePack())]).get('catalog.json')!)).not.toHaveProperty('stock');
});
