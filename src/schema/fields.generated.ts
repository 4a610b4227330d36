// Generated from schemas/ by tools/generate.ts.
import type { FieldNode } from './field-node.ts';

export const FIELDS: { readonly [kind in 'Function' | 'InfraRules' | 'Index']: FieldNode } = {
 "Function": {
  "type": "object",
  "fields": {
   "apiVersion": {
    "type": "string"
   },
   "kind": {
    "type": "string"
   },
   "metadata": {
    "type": "object",
    "fields": {
     "name": {
      "type": "string"
     },
     "namespace": {
      "type": "string"
     },
     "labels": {
      "type": "object",
      "values": {
       "type": "string"
      }
     },
     "annotations": {
      "type": "object",
      "values": {
       "type": "string"
      }
     },
     "generateName": {
      "type": "string"
     },
     "finalizers": {
      "type": "array",
      "items": {
       "type": "string"
      }
     },
     "ownerReferences": {
      "type": "array",
      "items": {
       "type": "object"
      }
     },
     "managedFields": {
      "type": "array",
      "items": {
       "type": "object"
      }
     },
     "uid": {
      "type": "string"
     },
     "resourceVersion": {
      "type": "string"
     },
     "generation": {
      "type": "integer"
     },
     "creationTimestamp": {
      "type": "string"
     },
     "deletionTimestamp": {
      "type": "string"
     },
     "deletionGracePeriodSeconds": {
      "type": "integer"
     },
     "selfLink": {
      "type": "string"
     }
    }
   },
   "spec": {
    "type": "object",
    "fields": {
     "paused": {
      "type": "boolean",
      "default": false
     },
     "targetNamespaces": {
      "type": "array",
      "default": [],
      "items": {
       "type": "string"
      }
     },
     "indexSelector": {
      "type": "object",
      "fields": {
       "matchLabels": {
        "type": "object",
        "values": {
         "type": "string"
        }
       },
       "matchExpressions": {
        "type": "array",
        "items": {
         "type": "object",
         "fields": {
          "key": {
           "type": "string"
          },
          "operator": {
           "type": "string"
          },
          "values": {
           "type": "array",
           "items": {
            "type": "string"
           }
          }
         }
        }
       }
      }
     },
     "inputs": {
      "type": "array",
      "default": [],
      "items": {
       "type": "string"
      }
     },
     "filter": {
      "type": "any"
     },
     "output": {
      "type": "object",
      "fields": {
       "attribute": {
        "type": "string"
       },
       "kind": {
        "type": "string"
       },
       "version": {
        "type": "string"
       },
       "dim": {
        "type": "integer"
       }
      }
     },
     "version": {
      "type": "string"
     },
     "invalidates": {
      "type": "array",
      "default": [],
      "items": {
       "type": "string"
      }
     },
     "triggers": {
      "type": "array",
      "default": [
       "discovery"
      ],
      "items": {
       "type": "string"
      }
     },
     "worker": {
      "type": "object",
      "fields": {
       "image": {
        "type": "string"
       },
       "dispatch": {
        "type": "string",
        "default": "pull"
       },
       "computeClass": {
        "type": "string",
        "default": "cpu"
       },
       "batchSize": {
        "type": "integer",
        "default": 32
       },
       "timeoutSeconds": {
        "type": "integer",
        "default": 30
       },
       "port": {
        "type": "integer"
       },
       "url": {
        "type": "string"
       },
       "podSpec": {
        "type": "object"
       }
      }
     },
     "schedule": {
      "type": "object",
      "default": {},
      "fields": {
       "discoveryIntervalSeconds": {
        "type": "integer",
        "default": 60
       },
       "leaseSeconds": {
        "type": "integer",
        "default": 120
       },
       "maxConcurrentScans": {
        "type": "integer",
        "default": 4
       },
       "maxInFlightBatches": {
        "type": "integer",
        "default": 8
       },
       "cron": {
        "type": "string"
       }
      }
     },
     "retry": {
      "type": "object",
      "default": {},
      "fields": {
       "maxAttempts": {
        "type": "integer",
        "default": 8
       },
       "initialBackoffSeconds": {
        "type": "integer",
        "default": 5
       },
       "maxBackoffSeconds": {
        "type": "integer",
        "default": 300
       }
      }
     },
     "scaling": {
      "type": "object",
      "fields": {
       "pool": {
        "type": "string"
       },
       "mode": {
        "type": "string",
        "default": "autoscale"
       },
       "replicas": {
        "type": "object",
        "fields": {
         "min": {
          "type": "integer",
          "default": 0
         },
         "max": {
          "type": "integer"
         }
        }
       },
       "warmWindowSeconds": {
        "type": "integer"
       }
      }
     },
     "groupByParent": {
      "type": "boolean",
      "default": false
     },
     "queriesPerItem": {
      "type": "integer"
     }
    }
   },
   "status": {
    "type": "object"
   }
  }
 },
 "InfraRules": {
  "type": "object",
  "fields": {
   "apiVersion": {
    "type": "string"
   },
   "kind": {
    "type": "string"
   },
   "metadata": {
    "type": "object",
    "fields": {
     "name": {
      "type": "string"
     },
     "namespace": {
      "type": "string"
     },
     "labels": {
      "type": "object",
      "values": {
       "type": "string"
      }
     },
     "annotations": {
      "type": "object",
      "values": {
       "type": "string"
      }
     },
     "generateName": {
      "type": "string"
     },
     "finalizers": {
      "type": "array",
      "items": {
       "type": "string"
      }
     },
     "ownerReferences": {
      "type": "array",
      "items": {
       "type": "object"
      }
     },
     "managedFields": {
      "type": "array",
      "items": {
       "type": "object"
      }
     },
     "uid": {
      "type": "string"
     },
     "resourceVersion": {
      "type": "string"
     },
     "generation": {
      "type": "integer"
     },
     "creationTimestamp": {
      "type": "string"
     },
     "deletionTimestamp": {
      "type": "string"
     },
     "deletionGracePeriodSeconds": {
      "type": "integer"
     },
     "selfLink": {
      "type": "string"
     }
    }
   },
   "spec": {
    "type": "object",
    "default": {},
    "fields": {
     "podSecurity": {
      "type": "string",
      "default": "baseline"
     },
     "allowedServiceAccounts": {
      "type": "array",
      "default": [
       "*"
      ],
      "items": {
       "type": "string"
      }
     },
     "allowedSecrets": {
      "type": "array",
      "default": [
       "*"
      ],
      "items": {
       "type": "string"
      }
     },
     "computePools": {
      "type": "array",
      "default": [],
      "items": {
       "type": "object",
       "fields": {
        "name": {
         "type": "string"
        },
        "kind": {
         "type": "string"
        },
        "gpuType": {
         "type": "string"
        },
        "nodeSelector": {
         "type": "object",
         "values": {
          "type": "string"
         }
        },
        "tolerations": {
         "type": "array",
         "items": {
          "type": "object"
         }
        },
        "resources": {
         "type": "object"
        },
        "maxReplicasPerWorkload": {
         "type": "integer"
        },
        "podSecurity": {
         "type": "string"
        },
        "allowedServiceAccounts": {
         "type": "array",
         "items": {
          "type": "string"
         }
        },
        "allowedSecrets": {
         "type": "array",
         "items": {
          "type": "string"
         }
        },
        "template": {
         "type": "object",
         "fields": {
          "metadata": {
           "type": "object",
           "fields": {
            "labels": {
             "type": "object",
             "values": {
              "type": "string"
             }
            },
            "annotations": {
             "type": "object",
             "values": {
              "type": "string"
             }
            }
           }
          },
          "spec": {
           "type": "object"
          }
         }
        },
        "protected": {
         "type": "array",
         "items": {
          "type": "string"
         }
        }
       }
      }
     },
     "documentCache": {
      "type": "object",
      "fields": {
       "capGiB": {
        "type": "integer"
       },
       "replicationFactor": {
        "type": "integer"
       },
       "scaling": {
        "type": "object",
        "fields": {
         "mode": {
          "type": "string",
          "default": "autoscale"
         },
         "nodes": {
          "type": "object",
          "fields": {
           "min": {
            "type": "integer"
           },
           "max": {
            "type": "integer"
           }
          }
         }
        }
       }
      }
     },
     "embedders": {
      "type": "array",
      "default": [],
      "items": {
       "type": "object"
      }
     },
     "ocr": {
      "type": "array",
      "default": [],
      "items": {
       "type": "object"
      }
     }
    }
   },
   "status": {
    "type": "object"
   }
  }
 },
 "Index": {
  "type": "object",
  "fields": {
   "apiVersion": {
    "type": "string"
   },
   "kind": {
    "type": "string"
   },
   "metadata": {
    "type": "object",
    "fields": {
     "name": {
      "type": "string"
     },
     "namespace": {
      "type": "string"
     },
     "labels": {
      "type": "object",
      "values": {
       "type": "string"
      }
     },
     "annotations": {
      "type": "object",
      "values": {
       "type": "string"
      }
     },
     "generateName": {
      "type": "string"
     },
     "finalizers": {
      "type": "array",
      "items": {
       "type": "string"
      }
     },
     "ownerReferences": {
      "type": "array",
      "items": {
       "type": "object"
      }
     },
     "managedFields": {
      "type": "array",
      "items": {
       "type": "object"
      }
     },
     "uid": {
      "type": "string"
     },
     "resourceVersion": {
      "type": "string"
     },
     "generation": {
      "type": "integer"
     },
     "creationTimestamp": {
      "type": "string"
     },
     "deletionTimestamp": {
      "type": "string"
     },
     "deletionGracePeriodSeconds": {
      "type": "integer"
     },
     "selfLink": {
      "type": "string"
     }
    }
   },
   "spec": {
    "type": "object",
    "fields": {
     "backend": {
      "type": "object",
      "fields": {
       "namespace": {
        "type": "string"
       }
      }
     },
     "metadata": {
      "type": "object",
      "default": {},
      "fields": {
       "labels": {
        "type": "object",
        "default": {},
        "values": {
         "type": "string"
        }
       }
      }
     }
    }
   },
   "status": {
    "type": "object"
   }
  }
 }
};
