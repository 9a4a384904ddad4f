/** The settings of an identity provider: all of them or none. */
import { ConfigError, settings } from '@rapport/service';
import { z } from 'zod';
import type { ProviderSettings } from './provider.ts';
import { readTokenMapping } from './token-mapping.ts';

export const oidcShape = {
  RAPPORT_DASHBOARD_URL: settings.dashboardUrl,
  RAPPORT_OIDC_ISSUER: z.url('must be an address such as https://login.example.org').optional(),
  RAPPORT_OIDC_CLIENT_ID: z.string().optional(),
  RAPPORT_OIDC_CLIENT_SECRET: z.string().optional(),
  RAPPORT_OIDC_TOKENS_PATH: z.string().optional(),
  RAPPORT_OIDC_SCOPE: z
    .string()
    .refine((text) => text.split(' ').includes('openid'), 'must have openid among its words')
    .default('openid email profile'),
  RAPPORT_OIDC_NAME: z.string().min(1).max(60).optional(),
};

type Config = z.output<z.ZodObject<typeof oidcShape>>;

const REQUIRED = [
  'RAPPORT_OIDC_CLIENT_ID',
  'RAPPORT_OIDC_CLIENT_SECRET',
  'RAPPORT_OIDC_TOKENS_PATH',
  'RAPPORT_DASHBOARD_URL',
] as const;

/**
 * What the environment says of a provider, or undefined where it names none.
 * @throws ConfigError naming what is missing; TokenMappingError naming the place in the file
 */
export function providerSettingsOf(config: Config): ProviderSettings | undefined {
  const issuer = config.RAPPORT_OIDC_ISSUER;
  if (issuer === undefined) return undefined;
  const missing = REQUIRED.filter((name) => config[name] === undefined);
  if (missing.length > 0) {
    throw new ConfigError(`with RAPPORT_OIDC_ISSUER these must be set too: ${missing.join(', ')}`);
  }
  return {
    ...{ issuer, scope: config.RAPPORT_OIDC_SCOPE, name: config.RAPPORT_OIDC_NAME ?? new URL(issuer).host },
    ...{ clientId: config.RAPPORT_OIDC_CLIENT_ID ?? '', clientSecret: config.RAPPORT_OIDC_CLIENT_SECRET ?? '' },
    address: config.RAPPORT_DASHBOARD_URL ?? '',
    mapping: readTokenMapping(config.RAPPORT_OIDC_TOKENS_PATH ?? ''),
  };
}
