import { type ContainerRuntimeClient, getContainerRuntimeClient } from 'testcontainers';

/** A container that the engine holds, running or not. */
export type FoundContainer = {
  id: string;
  running: boolean;
  labels: Readonly<Record<string, string>>;
  /** The port on the engine's host that was published first. */
  port: number | undefined;
};

/** What the stack asks of a container engine. */
export type ContainerEngine = {
  /** Where published ports are reached. */
  host: string;
  hasImage(image: string): Promise<boolean>;
  /** Whether the image's registry answers for it now; nothing is pulled. */
  registryHas(image: string): Promise<boolean>;
  /** Containers that carry every one of the labels (`name` or `name=value`). */
  list(labels: readonly string[]): Promise<FoundContainer[]>;
  /** Stops and removes a container with its unnamed volumes. One that is gone already is well. */
  remove(id: string, graceMs: number): Promise<void>;
  removeVolume(name: string): Promise<void>;
};

const REGISTRY_WAIT_MS = 3_000;

const statusOf = (error: unknown): number =>
  typeof error === 'object' && error !== null && 'statusCode' in error ? Number(error.statusCode) : 0;

// 304: already stopped; 404: already gone; 409: another removal of it is under way.
async function unlessGone(work: Promise<unknown>): Promise<void> {
  await work.catch((error: unknown) => {
    if (![304, 404, 409].includes(statusOf(error))) throw error;
  });
}

function within<T>(promise: Promise<T>, ms: number, otherwise: T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(otherwise), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

/** Connects to the engine that testcontainers finds (DOCKER_HOST, its own settings, the usual sockets). Throws when none answers. */
export async function createEngine(): Promise<ContainerEngine> {
  const client = await getContainerRuntimeClient();
  const { host } = client.info.containerRuntime;
  return { host: host === 'localhost' ? '127.0.0.1' : host, ...imageCalls(client), ...containerCalls(client) };
}

function imageCalls(client: ContainerRuntimeClient): Pick<ContainerEngine, 'hasImage' | 'registryHas'> {
  const { dockerode } = client.container;
  const answers = (promise: Promise<unknown>): Promise<boolean> =>
    promise.then(
      () => true,
      () => false,
    );
  return {
    hasImage: (image) => answers(dockerode.getImage(image).inspect()),
    registryHas: (image) => within(answers(dockerode.getImage(image).distribution()), REGISTRY_WAIT_MS, false),
  };
}

function containerCalls(client: ContainerRuntimeClient): Pick<ContainerEngine, 'list' | 'remove' | 'removeVolume'> {
  const { dockerode } = client.container;

  async function list(labels: readonly string[]): Promise<FoundContainer[]> {
    const found = await dockerode.listContainers({ all: true, filters: { label: [...labels] } });
    return found.map((one) => ({
      id: one.Id,
      running: one.State === 'running',
      labels: one.Labels,
      port: one.Ports.find((port) => port.PublicPort !== undefined)?.PublicPort,
    }));
  }

  async function remove(id: string, graceMs: number): Promise<void> {
    const container = dockerode.getContainer(id);
    await unlessGone(container.stop({ t: Math.ceil(graceMs / 1000) }));
    await unlessGone(container.remove({ v: true, force: true }));
  }

  return { list, remove, removeVolume: (name) => unlessGone(dockerode.getVolume(name).remove()) };
}
