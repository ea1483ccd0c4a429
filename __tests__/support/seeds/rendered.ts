import {
  CODE_HOSTS,
  REPOSITORY_KINDS,
  readParameters,
  renderRepository,
  sampleParameters,
  seedFilesOnDisk,
  TEMPLATES,
  templateOf,
  type CodeHost,
  type RenderedRepository,
  type RepositoryKind,
  type SeedParameters,
} from "../../../seeds";

/** A repository of a template, as it is seeded with invented parameters. */
export interface RenderedSample extends RenderedRepository {
  readonly name: string;
  readonly template: string;
  readonly kind: RepositoryKind;
  readonly host: CodeHost;
  readonly options: Readonly<Record<string, string>>;
}

/** Options of a template besides those of its sample, so that every folder of files is rendered once. */
const OTHER_OPTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  regression: { serving: "batch" },
  "data-pipeline": { engine: "dbt" },
};

/** Checked sample parameters of a template, with changes. */
export function parametersOf(template: string, changes: object = {}): SeedParameters {
  const found = templateOf(template);
  return readParameters(found, { ...sampleParameters(found), ...changes });
}

/** Parameters with a key, a network and an alarm topic everywhere. */
export function everything(template: string, options: object): SeedParameters {
  const found = templateOf(template);
  const sample = sampleParameters(found) as {
    readonly build: object;
    readonly stages: readonly { readonly account: string }[];
  };
  const more = (account: string): object => ({
    kmsKey: `arn:aws:kms:eu-west-1:${account}:key/0123abcd`,
    subnets: ["subnet-01234567"],
    securityGroups: ["sg-01234567"],
  });
  const stages = sample.stages.map((stage) => ({
    ...stage,
    ...more(stage.account),
    alarmTopic: `arn:aws:sns:eu-west-1:${stage.account}:alarms`,
  }));
  return readParameters(found, { ...sample, build: { ...sample.build, ...more("111111111111") }, stages, options });
}

export function rendered(
  template: string,
  kind: RepositoryKind,
  host: CodeHost = "github",
  changes: object = {},
): RenderedRepository {
  const request = { template: templateOf(template), kind, host, parameters: parametersOf(template, changes) };
  return renderRepository(request, seedFilesOnDisk);
}

/** Every template in every variant, both repositories, for the given hosts. */
export function allRendered(hosts: readonly CodeHost[] = CODE_HOSTS): RenderedSample[] {
  return TEMPLATES.flatMap(({ name: template, sampleOptions }) => {
    const others = OTHER_OPTIONS[template];
    return [sampleOptions, ...(others === undefined ? [] : [{ ...sampleOptions, ...others }])].flatMap((options) =>
      REPOSITORY_KINDS.flatMap((kind) =>
        hosts.map((host) => ({
          name: [template, ...(options === sampleOptions ? [] : Object.values(others)), kind, host].join(" "),
          template,
          kind,
          host,
          options,
          ...rendered(template, kind, host, { options }),
        })),
      ),
    );
  });
}
