// Generated from schemas/ by tools/generate.ts.
import type { JsonObject } from '../json/json.ts';

/** The CustomResourceDefinitions of our kinds. */
export const CRDS: readonly JsonObject[] = [
 {
  "apiVersion": "apiextensions.k8s.io/v1",
  "kind": "CustomResourceDefinition",
  "metadata": {
   "name": "functions.hevlayer.com"
  },
  "spec": {
   "group": "hevlayer.com",
   "names": {
    "kind": "Function",
    "listKind": "FunctionList",
    "plural": "functions",
    "singular": "function"
   },
   "scope": "Namespaced",
   "versions": [
    {
     "name": "v1alpha1",
     "served": true,
     "storage": true,
     "schema": {
      "openAPIV3Schema": {
       "type": "object",
       "description": "Runs an image over rows that already exist in an index.",
       "x-kubernetes-validations": [
        {
         "rule": "self.metadata.name.size() <= 63",
         "message": "must be at most 63 characters: it is the value of a label",
         "reason": "FieldValueInvalid",
         "fieldPath": ".metadata.name"
        }
       ],
       "required": [
        "spec"
       ],
       "properties": {
        "apiVersion": {
         "type": "string"
        },
        "kind": {
         "type": "string"
        },
        "metadata": {
         "type": "object",
         "properties": {
          "name": {
           "type": "string"
          }
         }
        },
        "spec": {
         "type": "object",
         "description": "What to run, over which rows, and on how many workers.",
         "x-kubernetes-validations": [
          {
           "rule": "!has(self.version) || !has(self.output) || !has(self.output.version) || self.version == self.output.version",
           "message": "version and output.version name one thing and must be equal",
           "reason": "FieldValueInvalid",
           "fieldPath": ".version"
          },
          {
           "rule": "(self.triggers.size() > 0 && self.triggers.all(t, t == 'schedule')) || self.targetNamespaces.size() > 0 || has(self.indexSelector)",
           "message": "give targetNamespaces or indexSelector; only a Function with the one trigger schedule needs neither",
           "reason": "FieldValueRequired",
           "fieldPath": ".targetNamespaces"
          }
         ],
         "required": [
          "worker",
          "scaling"
         ],
         "properties": {
          "paused": {
           "type": "boolean",
           "description": "Scales the worker to zero. The state of the queue is kept.",
           "default": false
          },
          "targetNamespaces": {
           "type": "array",
           "description": "Namespaces of the vector store to run over. They are not Kubernetes namespaces.",
           "maxItems": 4096,
           "default": [],
           "items": {
            "type": "string",
            "minLength": 1,
            "maxLength": 256
           }
          },
          "indexSelector": {
           "type": "object",
           "description": "Chooses namespaces by the labels of their Index objects. Both spec.metadata.labels and the Kubernetes labels of an Index count.",
           "x-kubernetes-preserve-unknown-fields": true
          },
          "inputs": {
           "type": "array",
           "description": "Columns that the worker gets with each row. The name id is reserved for the id of the row.",
           "maxItems": 4096,
           "default": [],
           "items": {
            "type": "string",
            "minLength": 1,
            "maxLength": 256
           }
          },
          "filter": {
           "description": "Filter of the store that chooses the rows. It reaches the gateway exactly as it is written.",
           "x-kubernetes-preserve-unknown-fields": true
          },
          "output": {
           "type": "object",
           "description": "The column that the gateway writes back. Newer gateways read version instead and leave the writing to the worker.",
           "properties": {
            "attribute": {
             "type": "string",
             "description": "Column that is written.",
             "minLength": 1,
             "maxLength": 256
            },
            "kind": {
             "type": "string",
             "description": "What is written, such as tags or embedding.",
             "minLength": 1,
             "maxLength": 256
            },
            "version": {
             "type": "string",
             "description": "Older name of version. Where both are given they must be equal.",
             "minLength": 1,
             "maxLength": 256
            },
            "dim": {
             "type": "integer",
             "format": "int32",
             "description": "Width of the vectors of an embedding, for consumers to check.",
             "minimum": 1,
             "maximum": 2147483647
            }
           }
          },
          "version": {
           "type": "string",
           "description": "Version of the completion marker. A new version runs the rows again. When neither it nor output.version is given it is v1; the schema has no default here, because that would contradict an output.version.",
           "minLength": 1,
           "maxLength": 256
          },
          "invalidates": {
           "type": "array",
           "description": "Dependents that are marked stale when a row is completed.",
           "maxItems": 4096,
           "default": [],
           "items": {
            "type": "string",
            "minLength": 1,
            "maxLength": 256
           }
          },
          "triggers": {
           "type": "array",
           "description": "What enqueues rows or wakes the worker: a discovery sweep, a write to the index, or the schedule.",
           "maxItems": 16,
           "default": [
            "discovery"
           ],
           "items": {
            "type": "string",
            "enum": [
             "discovery",
             "write",
             "schedule"
            ]
           }
          },
          "worker": {
           "type": "object",
           "description": "The container that processes the rows.",
           "required": [
            "image"
           ],
           "properties": {
            "image": {
             "type": "string",
             "description": "Container image of the worker.",
             "minLength": 1,
             "maxLength": 4096,
             "pattern": "^\\S*$"
            },
            "dispatch": {
             "type": "string",
             "description": "How rows reach the worker: pull claims them from the gateway, push receives them over HTTP.",
             "enum": [
              "pull",
              "push"
             ],
             "default": "pull"
            },
            "computeClass": {
             "type": "string",
             "description": "Chooses the pool of that name when scaling.pool is absent.",
             "enum": [
              "cpu",
              "gpu"
             ],
             "default": "cpu"
            },
            "batchSize": {
             "type": "integer",
             "format": "int32",
             "description": "Rows of one claim or call.",
             "minimum": 1,
             "maximum": 2147483647,
             "default": 32
            },
            "timeoutSeconds": {
             "type": "integer",
             "format": "int32",
             "description": "Seconds after which a call of the worker is given up.",
             "minimum": 1,
             "maximum": 2147483647,
             "default": 30
            },
            "port": {
             "type": "integer",
             "nullable": true,
             "format": "int32",
             "description": "Port on which a push worker listens. It is 8080 when absent.",
             "minimum": 1,
             "maximum": 65535
            },
            "url": {
             "type": "string",
             "nullable": true,
             "description": "Address under which the gateway reaches the worker.",
             "minLength": 1,
             "maxLength": 4096
            },
            "podSpec": {
             "type": "object",
             "description": "Strategic merge patch for the spec of the pod, applied last. The container of the worker is called udf. Its metadata.labels and metadata.annotations go to the pod.",
             "x-kubernetes-preserve-unknown-fields": true
            }
           }
          },
          "schedule": {
           "type": "object",
           "description": "How often rows are looked for and how many are handed out.",
           "default": {},
           "properties": {
            "discoveryIntervalSeconds": {
             "type": "integer",
             "format": "int32",
             "description": "Seconds between two discovery sweeps.",
             "minimum": 1,
             "maximum": 2147483647,
             "default": 60
            },
            "leaseSeconds": {
             "type": "integer",
             "format": "int32",
             "description": "Seconds for which a claim holds its rows. It also sets how long a schedule keeps the worker awake.",
             "minimum": 1,
             "maximum": 2147483647,
             "default": 120
            },
            "maxConcurrentScans": {
             "type": "integer",
             "format": "int32",
             "description": "Scans that the gateway runs at a time.",
             "minimum": 1,
             "maximum": 2147483647,
             "default": 4
            },
            "maxInFlightBatches": {
             "type": "integer",
             "format": "int32",
             "description": "Batches that the gateway hands out at a time.",
             "minimum": 1,
             "maximum": 2147483647,
             "default": 8
            },
            "cron": {
             "type": "string",
             "nullable": true,
             "description": "When the trigger schedule wakes the worker: five fields in UTC, or @hourly, @daily, @weekly, @monthly or @yearly. It is hourly (0 * * * *) when absent, and has no effect on the other triggers. hev itself takes one whole minute only.",
             "maxLength": 256,
             "x-kubernetes-validations": [
              {
               "rule": "self.matches('^\\\\s*(@[A-Za-z]+|[0-9*?,/-]+(\\\\s+[0-9A-Za-z*?,/-]+){4})\\\\s*$')",
               "message": "cron must have five fields (minute, hour, day of month, month, day of week), or be a word such as @daily"
              }
             ]
            }
           }
          },
          "retry": {
           "type": "object",
           "description": "How often, and after how long, a failed row is tried again.",
           "default": {},
           "properties": {
            "maxAttempts": {
             "type": "integer",
             "format": "int32",
             "description": "Attempts for each row.",
             "minimum": 1,
             "maximum": 2147483647,
             "default": 8
            },
            "initialBackoffSeconds": {
             "type": "integer",
             "format": "int32",
             "description": "Seconds before the second attempt.",
             "minimum": 0,
             "maximum": 2147483647,
             "default": 5
            },
            "maxBackoffSeconds": {
             "type": "integer",
             "format": "int32",
             "description": "Longest time in seconds between two attempts.",
             "minimum": 0,
             "maximum": 2147483647,
             "default": 300
            }
           }
          },
          "scaling": {
           "type": "object",
           "description": "Where the workers run and how many of them.",
           "required": [
            "replicas"
           ],
           "properties": {
            "pool": {
             "type": "string",
             "description": "Pool of InfraRules/default. When absent, worker.computeClass chooses it.",
             "minLength": 1,
             "maxLength": 253
            },
            "mode": {
             "type": "string",
             "description": "autoscale follows the depth of the queue between min and max, fixed runs min workers, disabled runs none.",
             "enum": [
              "autoscale",
              "fixed",
              "disabled"
             ],
             "default": "autoscale"
            },
            "replicas": {
             "type": "object",
             "description": "Bounds for the number of workers.",
             "x-kubernetes-validations": [
              {
               "rule": "self.min <= self.max",
               "message": "min must not be greater than max",
               "reason": "FieldValueInvalid",
               "fieldPath": ".min"
              }
             ],
             "required": [
              "max"
             ],
             "properties": {
              "min": {
               "type": "integer",
               "format": "int32",
               "description": "Fewest workers, and the number of workers of mode fixed.",
               "minimum": 0,
               "maximum": 2147483647,
               "default": 0
              },
              "max": {
               "type": "integer",
               "format": "int32",
               "description": "Most workers. Required in every mode.",
               "minimum": 1,
               "maximum": 2147483647
              }
             }
            },
            "warmWindowSeconds": {
             "type": "integer",
             "nullable": true,
             "format": "int32",
             "description": "Seconds for which workers are kept after the queue has drained. It can only lengthen what lease and timeout ask for.",
             "minimum": 0,
             "maximum": 2147483647
            }
           }
          },
          "groupByParent": {
           "type": "boolean",
           "description": "Makes one work item of all rows of a parent document.",
           "default": false
          },
          "queriesPerItem": {
           "type": "integer",
           "format": "int64",
           "description": "Queries that one work item stands for.",
           "minimum": 0,
           "maximum": 4294967295
          }
         }
        },
        "status": {
         "type": "object",
         "nullable": true,
         "description": "What the operator last saw. It is not read by the compiler.",
         "default": {
          "observedGeneration": -1
         },
         "properties": {
          "observedGeneration": {
           "type": "integer",
           "nullable": true,
           "format": "int64",
           "description": "Generation of the spec that the rest of the status is about."
          },
          "conditions": {
           "type": "array",
           "description": "Conditions, one of each type.",
           "x-kubernetes-list-type": "map",
           "x-kubernetes-list-map-keys": [
            "type"
           ],
           "default": [],
           "items": {
            "type": "object",
            "required": [
             "type",
             "status"
            ],
            "properties": {
             "type": {
              "type": "string",
              "description": "Name of the condition.",
              "maxLength": 316
             },
             "status": {
              "type": "string",
              "description": "Whether the condition holds.",
              "enum": [
               "True",
               "False",
               "Unknown"
              ]
             },
             "reason": {
              "type": "string",
              "description": "Why, in one word.",
              "maxLength": 1024
             },
             "message": {
              "type": "string",
              "description": "Why, as a sentence for people.",
              "maxLength": 32768
             },
             "lastTransitionTime": {
              "type": "string",
              "description": "When status last changed.",
              "format": "date-time"
             },
             "observedGeneration": {
              "type": "integer",
              "format": "int64",
              "description": "Generation of the spec that the condition is about.",
              "minimum": 0
             }
            }
           }
          },
          "managedObjects": {
           "type": "array",
           "description": "Objects that the operator keeps for this one, in the same namespace.",
           "default": [],
           "items": {
            "type": "object",
            "required": [
             "apiVersion",
             "kind",
             "name"
            ],
            "properties": {
             "apiVersion": {
              "type": "string"
             },
             "kind": {
              "type": "string"
             },
             "name": {
              "type": "string"
             }
            }
           }
          },
          "workers": {
           "type": "string",
           "description": "Workers that are ready, of those that should run: 3/4.",
           "maxLength": 64
          },
          "activeNamespaces": {
           "type": "array",
           "description": "Namespaces of the vector store that it runs over now.",
           "default": [],
           "items": {
            "type": "string"
           }
          },
          "queueDepth": {
           "type": "integer",
           "nullable": true,
           "format": "int64",
           "description": "Rows that wait, when last looked at."
          }
         }
        }
       }
      }
     },
     "subresources": {
      "status": {}
     },
     "additionalPrinterColumns": [
      {
       "name": "Ready",
       "type": "string",
       "jsonPath": ".status.conditions[?(@.type==\"Ready\")].status"
      },
      {
       "name": "Reason",
       "type": "string",
       "jsonPath": ".status.conditions[?(@.type==\"Ready\")].reason"
      },
      {
       "name": "Workers",
       "type": "string",
       "jsonPath": ".status.workers"
      },
      {
       "name": "Autoscaling",
       "type": "string",
       "jsonPath": ".status.conditions[?(@.type==\"Autoscaling\")].status"
      },
      {
       "name": "Mode",
       "type": "string",
       "jsonPath": ".spec.scaling.mode"
      },
      {
       "name": "Pool",
       "type": "string",
       "jsonPath": ".spec.scaling.pool"
      },
      {
       "name": "Min",
       "type": "integer",
       "jsonPath": ".spec.scaling.replicas.min"
      },
      {
       "name": "Max",
       "type": "integer",
       "jsonPath": ".spec.scaling.replicas.max"
      },
      {
       "name": "Version",
       "type": "string",
       "jsonPath": ".spec.version"
      },
      {
       "name": "Image",
       "type": "string",
       "jsonPath": ".spec.worker.image",
       "priority": 1
      },
      {
       "name": "Age",
       "type": "date",
       "jsonPath": ".metadata.creationTimestamp"
      }
     ]
    }
   ]
  }
 },
 {
  "apiVersion": "apiextensions.k8s.io/v1",
  "kind": "CustomResourceDefinition",
  "metadata": {
   "name": "infrarules.hevlayer.com"
  },
  "spec": {
   "group": "hevlayer.com",
   "names": {
    "kind": "InfraRules",
    "listKind": "InfraRulesList",
    "plural": "infrarules",
    "singular": "infrarules"
   },
   "scope": "Cluster",
   "versions": [
    {
     "name": "v1alpha1",
     "served": true,
     "storage": true,
     "schema": {
      "openAPIV3Schema": {
       "type": "object",
       "description": "Compute pools and document cache of an installation. Only the object named default has an effect.",
       "x-kubernetes-validations": [
        {
         "rule": "self.metadata.name == 'default'",
         "message": "must be default: a cluster has one InfraRules",
         "reason": "FieldValueInvalid",
         "fieldPath": ".metadata.name"
        }
       ],
       "required": [],
       "properties": {
        "apiVersion": {
         "type": "string"
        },
        "kind": {
         "type": "string"
        },
        "metadata": {
         "type": "object",
         "properties": {
          "name": {
           "type": "string"
          }
         }
        },
        "spec": {
         "type": "object",
         "description": "The rules of this installation.",
         "default": {},
         "properties": {
          "podSecurity": {
           "type": "string",
           "description": "Level of the Pod Security Standards that the pods of a Function are held to, where its pool says nothing else. An extension of layerc: hev's own CRD drops it.",
           "enum": [
            "privileged",
            "baseline",
            "restricted"
           ],
           "default": "baseline"
          },
          "allowedServiceAccounts": {
           "type": "array",
           "description": "ServiceAccounts that a podSpec may use, where its pool says nothing else: names, in which * stands for any characters. An extension of layerc: hev's own CRD drops it.",
           "maxItems": 256,
           "default": [
            "*"
           ],
           "items": {
            "type": "string",
            "minLength": 1,
            "maxLength": 253,
            "pattern": "^[-a-z0-9.*]+$"
           }
          },
          "allowedSecrets": {
           "type": "array",
           "description": "Secrets that a podSpec may use, where its pool says nothing else: names, in which * stands for any characters. That of the gateway's key is always allowed. An extension of layerc: hev's own CRD drops it.",
           "maxItems": 256,
           "default": [
            "*"
           ],
           "items": {
            "type": "string",
            "minLength": 1,
            "maxLength": 253,
            "pattern": "^[-a-z0-9.*]+$"
           }
          },
          "computePools": {
           "type": "array",
           "description": "Pools that workers run in. Each has a name of its own.",
           "maxItems": 1024,
           "x-kubernetes-list-type": "map",
           "x-kubernetes-list-map-keys": [
            "name"
           ],
           "default": [],
           "items": {
            "type": "object",
            "required": [
             "name",
             "kind",
             "maxReplicasPerWorkload"
            ],
            "properties": {
             "name": {
              "type": "string",
              "description": "Name that scaling.pool of a Function refers to.",
              "minLength": 1,
              "maxLength": 253
             },
             "kind": {
              "type": "string",
              "description": "Class of the pool, such as cpu or gpu.",
              "minLength": 1,
              "maxLength": 253
             },
             "gpuType": {
              "type": "string",
              "nullable": true,
              "description": "Kind of GPU, for people to read.",
              "maxLength": 253
             },
             "nodeSelector": {
              "type": "object",
              "description": "Node labels that the worker pods ask for.",
              "maxProperties": 256,
              "additionalProperties": {
               "type": "string"
              }
             },
             "tolerations": {
              "type": "array",
              "description": "Tolerations of the worker pods.",
              "maxItems": 256,
              "items": {
               "type": "object",
               "x-kubernetes-preserve-unknown-fields": true
              }
             },
             "resources": {
              "type": "object",
              "description": "Resources of the worker container: requests and limits.",
              "x-kubernetes-preserve-unknown-fields": true
             },
             "maxReplicasPerWorkload": {
              "type": "integer",
              "format": "int32",
              "description": "Most workers that one Function or Pipeline may ask for in this pool. More is refused, not clamped.",
              "minimum": 0,
              "maximum": 2147483647
             },
             "maxReplicasTotal": {
              "type": "integer",
              "format": "int32",
              "description": "Most workers that all Functions of this pool may ask for together. Over it, the youngest in the cluster are refused. An extension of layerc: hev's own CRD drops it.",
              "minimum": 0,
              "maximum": 2147483647
             },
             "podSecurity": {
              "type": "string",
              "description": "Level of the Pod Security Standards for this pool, in place of spec.podSecurity. An extension of layerc: hev's own CRD drops it.",
              "enum": [
               "privileged",
               "baseline",
               "restricted"
              ]
             },
             "allowedServiceAccounts": {
              "type": "array",
              "description": "ServiceAccounts that a podSpec may use in this pool, in place of spec.allowedServiceAccounts. An extension of layerc: hev's own CRD drops it.",
              "maxItems": 256,
              "items": {
               "type": "string",
               "minLength": 1,
               "maxLength": 253,
               "pattern": "^[-a-z0-9.*]+$"
              }
             },
             "allowedSecrets": {
              "type": "array",
              "description": "Secrets that a podSpec may use in this pool, in place of spec.allowedSecrets. An extension of layerc: hev's own CRD drops it.",
              "maxItems": 256,
              "items": {
               "type": "string",
               "minLength": 1,
               "maxLength": 253,
               "pattern": "^[-a-z0-9.*]+$"
              }
             },
             "template": {
              "type": "object",
              "description": "Patch of the platform team for the pods of the pool. It is merged after what layerc makes and before worker.podSpec, by the same strategic merge. An extension of layerc: hev's own CRD drops it.",
              "properties": {
               "metadata": {
                "type": "object",
                "description": "Labels and annotations that the pods get.",
                "properties": {
                 "labels": {
                  "type": "object",
                  "description": "Labels of the pods, such as the name of a Kueue queue.",
                  "maxProperties": 256,
                  "additionalProperties": {
                   "type": "string"
                  }
                 },
                 "annotations": {
                  "type": "object",
                  "description": "Annotations of the pods, such as karpenter.sh/do-not-disrupt.",
                  "maxProperties": 256,
                  "additionalProperties": {
                   "type": "string"
                  }
                 }
                }
               },
               "spec": {
                "type": "object",
                "description": "Strategic merge patch for the spec of the pod. A topology spread constraint or a term of podAntiAffinity without labelSelector gets the selector of the Function's own pods.",
                "x-kubernetes-preserve-unknown-fields": true
               }
              }
             },
             "protected": {
              "type": "array",
              "description": "JSON Pointers into the pod template that worker.podSpec may not change, such as /spec/priorityClassName; each covers all below it. An item of a list goes by its number in the pod of the pool, or by its name. An extension of layerc: hev's own CRD drops it.",
              "maxItems": 64,
              "items": {
               "type": "string",
               "maxLength": 512,
               "pattern": "^/(metadata/(labels|annotations)|spec)(/([^/~]|~[01])*)*$"
              }
             },
             "disruption": {
              "type": "object",
              "description": "Gives each Function that pushes, or whose replicas.min is above 0, a PodDisruptionBudget while it has workers. An extension of layerc: hev's own CRD drops it.",
              "properties": {
               "maxUnavailable": {
                "x-kubernetes-int-or-string": true,
                "description": "Most workers of a Function that may be evicted at a time, as a number or a percentage. It is 1 when absent.",
                "minimum": 0,
                "maximum": 2147483647,
                "pattern": "^([0-9]|[1-9][0-9]|100)%$"
               }
              }
             },
             "rollout": {
              "type": "object",
              "description": "How the Deployments of the pool replace their pods, in place of what layerc decides. An extension of layerc: hev's own CRD drops it.",
              "properties": {
               "minReadySeconds": {
                "type": "integer",
                "format": "int32",
                "description": "Seconds for which a new pod has to be ready before it counts.",
                "minimum": 0,
                "maximum": 2147483647
               },
               "maxSurge": {
                "x-kubernetes-int-or-string": true,
                "description": "Most pods beyond those wanted, as a number or a percentage.",
                "minimum": 0,
                "maximum": 2147483647,
                "pattern": "^([0-9]|[1-9][0-9]|100)%$"
               },
               "maxUnavailable": {
                "x-kubernetes-int-or-string": true,
                "description": "Most pods that may be missing, as a number or a percentage.",
                "minimum": 0,
                "maximum": 2147483647,
                "pattern": "^([0-9]|[1-9][0-9]|100)%$"
               },
               "progressDeadlineSeconds": {
                "type": "integer",
                "format": "int32",
                "description": "Seconds after which a rollout that does not get on counts as failed.",
                "minimum": 1,
                "maximum": 2147483647
               }
              }
             }
            }
           }
          },
          "documentCache": {
           "type": "object",
           "nullable": true,
           "description": "The document cache of the gateway. layerc accepts it and makes nothing of it.",
           "required": [
            "capGiB",
            "replicationFactor",
            "scaling"
           ],
           "properties": {
            "capGiB": {
             "type": "integer",
             "format": "int64",
             "description": "Size in GiB.",
             "minimum": 0,
             "maximum": 9007199254740991
            },
            "replicationFactor": {
             "type": "integer",
             "format": "int32",
             "description": "Copies of each document.",
             "minimum": 1,
             "maximum": 2147483647
            },
            "scaling": {
             "type": "object",
             "description": "Number of cache nodes.",
             "required": [
              "nodes"
             ],
             "properties": {
              "mode": {
               "type": "string",
               "description": "Whether the number of nodes follows the load.",
               "enum": [
                "autoscale",
                "fixed"
               ],
               "default": "autoscale"
              },
              "nodes": {
               "type": "object",
               "description": "Bounds for the number of nodes.",
               "required": [
                "min",
                "max"
               ],
               "properties": {
                "min": {
                 "type": "integer",
                 "format": "int32",
                 "description": "Fewest nodes.",
                 "minimum": 0,
                 "maximum": 2147483647
                },
                "max": {
                 "type": "integer",
                 "format": "int32",
                 "description": "Most nodes.",
                 "minimum": 1,
                 "maximum": 2147483647
                }
               }
              }
             }
            }
           }
          },
          "embedders": {
           "type": "array",
           "description": "Containers that embed text for the gateway. layerc accepts them and makes nothing of them.",
           "maxItems": 1024,
           "default": [],
           "items": {
            "type": "object",
            "x-kubernetes-preserve-unknown-fields": true
           }
          },
          "ocr": {
           "type": "array",
           "description": "Containers that read documents for the gateway. layerc accepts them and makes nothing of them.",
           "maxItems": 1024,
           "default": [],
           "items": {
            "type": "object",
            "x-kubernetes-preserve-unknown-fields": true
           }
          }
         }
        },
        "status": {
         "type": "object",
         "nullable": true,
         "description": "What the operator last saw. It is not read by the compiler.",
         "default": {
          "observedGeneration": -1
         },
         "properties": {
          "observedGeneration": {
           "type": "integer",
           "nullable": true,
           "format": "int64",
           "description": "Generation of the spec that the rest of the status is about."
          },
          "conditions": {
           "type": "array",
           "description": "Conditions, one of each type.",
           "x-kubernetes-list-type": "map",
           "x-kubernetes-list-map-keys": [
            "type"
           ],
           "default": [],
           "items": {
            "type": "object",
            "required": [
             "type",
             "status"
            ],
            "properties": {
             "type": {
              "type": "string",
              "description": "Name of the condition.",
              "maxLength": 316
             },
             "status": {
              "type": "string",
              "description": "Whether the condition holds.",
              "enum": [
               "True",
               "False",
               "Unknown"
              ]
             },
             "reason": {
              "type": "string",
              "description": "Why, in one word.",
              "maxLength": 1024
             },
             "message": {
              "type": "string",
              "description": "Why, as a sentence for people.",
              "maxLength": 32768
             },
             "lastTransitionTime": {
              "type": "string",
              "description": "When status last changed.",
              "format": "date-time"
             },
             "observedGeneration": {
              "type": "integer",
              "format": "int64",
              "description": "Generation of the spec that the condition is about.",
              "minimum": 0
             }
            }
           }
          },
          "rollout": {
           "type": "string",
           "description": "How far the last change is that Functions roll for: 12/500 of them are up with it.",
           "maxLength": 64
          },
          "poolCount": {
           "type": "integer",
           "format": "int64",
           "description": "Number of compute pools.",
           "minimum": 0,
           "default": 0
          },
          "documentCache": {
           "type": "object",
           "nullable": true,
           "description": "The document cache as it runs.",
           "properties": {
            "nodes": {
             "type": "string",
             "description": "Nodes that are ready, of those wanted."
            }
           }
          },
          "embedders": {
           "type": "array",
           "description": "Embedding containers as they run.",
           "items": {
            "type": "object",
            "x-kubernetes-preserve-unknown-fields": true
           }
          },
          "ocr": {
           "type": "array",
           "description": "OCR containers as they run.",
           "items": {
            "type": "object",
            "x-kubernetes-preserve-unknown-fields": true
           }
          }
         }
        }
       }
      }
     },
     "subresources": {
      "status": {}
     },
     "additionalPrinterColumns": [
      {
       "name": "Pools",
       "type": "integer",
       "jsonPath": ".status.poolCount"
      },
      {
       "name": "Ready",
       "type": "string",
       "jsonPath": ".status.conditions[?(@.type==\"Ready\")].status"
      },
      {
       "name": "Rollout",
       "type": "string",
       "jsonPath": ".status.rollout"
      },
      {
       "name": "Age",
       "type": "date",
       "jsonPath": ".metadata.creationTimestamp"
      }
     ]
    }
   ]
  }
 },
 {
  "apiVersion": "apiextensions.k8s.io/v1",
  "kind": "CustomResourceDefinition",
  "metadata": {
   "name": "indexes.hevlayer.com"
  },
  "spec": {
   "group": "hevlayer.com",
   "names": {
    "kind": "Index",
    "listKind": "IndexList",
    "plural": "indexes",
    "singular": "index"
   },
   "scope": "Namespaced",
   "versions": [
    {
     "name": "v1",
     "served": true,
     "storage": true,
     "schema": {
      "openAPIV3Schema": {
       "type": "object",
       "description": "One namespace of the vector store. Only the parts that layerc reads are described; the others are accepted as they are.",
       "required": [
        "spec"
       ],
       "properties": {
        "apiVersion": {
         "type": "string"
        },
        "kind": {
         "type": "string"
        },
        "metadata": {
         "type": "object",
         "properties": {
          "name": {
           "type": "string"
          }
         }
        },
        "spec": {
         "type": "object",
         "description": "Operational policy and labels of the namespace.",
         "x-kubernetes-preserve-unknown-fields": true,
         "required": [
          "backend"
         ],
         "properties": {
          "backend": {
           "type": "object",
           "description": "Where the rows are stored.",
           "x-kubernetes-preserve-unknown-fields": true,
           "properties": {
            "namespace": {
             "type": "string",
             "nullable": true,
             "description": "Namespace of the vector store. It is the name of the Index when absent.",
             "minLength": 1,
             "maxLength": 256
            }
           }
          },
          "metadata": {
           "type": "object",
           "description": "Labels of the namespace, apart from those of the Kubernetes object.",
           "default": {},
           "x-kubernetes-preserve-unknown-fields": true,
           "properties": {
            "labels": {
             "type": "object",
             "description": "Labels that indexSelector of a Function looks at, together with the Kubernetes labels.",
             "maxProperties": 1024,
             "default": {},
             "additionalProperties": {
              "type": "string"
             }
            }
           }
          }
         }
        },
        "status": {
         "type": "object",
         "nullable": true,
         "description": "Status of the Index. It is not read by the compiler.",
         "x-kubernetes-preserve-unknown-fields": true
        }
       }
      }
     },
     "subresources": {
      "status": {}
     },
     "additionalPrinterColumns": [
      {
       "name": "Store",
       "type": "string",
       "jsonPath": ".spec.backend.namespace"
      },
      {
       "name": "Age",
       "type": "date",
       "jsonPath": ".metadata.creationTimestamp"
      }
     ]
    }
   ]
  }
 }
];
